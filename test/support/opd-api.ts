/** An agency's application, as far as the API hears of it. */
import type { FastifyInstance } from 'fastify';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: string;
  /** Throws where it is none. */
  readonly json: () => unknown;
}

export class ApiClient {
  constructor(
    private readonly app: FastifyInstance,
    private readonly key: string | null,
    private readonly headers: Readonly<Record<string, string>> = { purpose: 'aid' },
  ) {}

  with(headers: Readonly<Record<string, string>>): ApiClient {
    return new ApiClient(this.app, this.key, { ...this.headers, ...headers });
  }

  get(path: string): Promise<ApiAnswer> {
    return this.send('GET', path);
  }

  post(path: string, payload: string | object): Promise<ApiAnswer> {
    return this.send('POST', path, payload);
  }

  private async send(method: 'GET' | 'POST', path: string, payload?: string | object): Promise<ApiAnswer> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }), ...this.headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const { statusCode: status, headers, body } = answer;
    return { status, headers, body, json: () => JSON.parse(body) as unknown };
  }
}
