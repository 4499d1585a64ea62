/** One browser, without the browser: cookies, forms with their token, and nothing on the wire. */
import type { FastifyInstance, InjectOptions } from 'fastify';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: string;
}

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** An answer that does not end is looked at as far as its head. */
  readonly endless?: boolean;
}

let address = 0;

export class Visitor {
  readonly cookies = new Map<string, string>();
  private csrf: string | null = null;

  /** `session`: the token of a session that is open already. */
  constructor(
    private readonly app: FastifyInstance,
    session: string | null = null,
  ) {
    if (session !== null) this.cookies.set('sipmas', session);
  }

  /** With the token of a form, unless it is given or asked to be left out. */
  async send({ method, url, fields = {}, headers = {}, endless = false }: Sent): Promise<Answer> {
    const body = new URLSearchParams();
    if (method === 'POST' && !('_csrf' in fields)) body.append('_csrf', await this.token());
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.inject({
      method,
      url,
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { payload: body.toString() } : {}),
      ...(endless ? { payloadAsStream: true } : {}),
    });
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: 'GET', url, headers });
  }

  post(url: string, fields: Sent['fields'] = {}, headers: Readonly<Record<string, string>> = {}) {
    return this.send({ method: 'POST', url, fields, headers });
  }

  /** Good for every form of this browser, as long as its session is the same. */
  async token(): Promise<string> {
    if (this.csrf !== null) return this.csrf;
    for (const page of [
      '/console/bantuan',
      '/console/masuk',
      '/console/masuk/kode',
      '/console/masuk/sandi',
    ]) {
      const { body } = await this.get(page);
      const found = /name="_csrf" value="([^"]+)"/.exec(body)?.[1];
      if (found !== undefined) return (this.csrf = found);
    }
    throw new Error('no page with a form');
  }

  async signIn(username: string, password: string, next?: string): Promise<Answer> {
    const answer = await this.post('/console/masuk', {
      username,
      password,
      ...(next === undefined ? {} : { next }),
    });
    this.csrf = null;
    return answer;
  }

  private async inject(options: InjectOptions): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    // Each request from an address of its own: the limits of addresses are another test's.
    address += 1;
    const answer = await this.app.inject({
      remoteAddress: `198.18.${String((address >> 8) & 255)}.${String(address & 255)}`,
      ...options,
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...options.headers },
    });
    for (const { name, value, maxAge, expires } of answer.cookies) {
      const gone = maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now());
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    const endless =
      options.payloadAsStream === true && answer.headers['content-type'] === 'text/event-stream';
    const body = endless ? '' : await bodyOf(answer, options);
    if (endless) answer.stream().destroy();
    return { status: answer.statusCode, headers: answer.headers, body };
  }
}

async function bodyOf(
  answer: Awaited<ReturnType<FastifyInstance['inject']>>,
  { payloadAsStream }: InjectOptions,
): Promise<string> {
  if (payloadAsStream !== true) return answer.body;
  const chunks: Buffer[] = [];
  for await (const chunk of answer.stream()) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}
