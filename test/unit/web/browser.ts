import type { FastifyInstance, InjectOptions } from 'fastify';
import { password } from './fakes.js';

export type Answer = Awaited<ReturnType<Browser['get']>>;

/** Keeps cookies between requests and finds the hidden fields of forms, as a browser would. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: FastifyInstance) {}

  async get(url: string, headers: Readonly<Record<string, string>> = {}) {
    return this.send({ method: 'GET', url, headers });
  }

  /** Posts the fields as a form; `_csrf` is taken from the page at `from` unless given. */
  async post(url: string, fields: Readonly<Record<string, string | readonly string[]>>, from?: string) {
    const csrf = from === undefined ? {} : { _csrf: hidden((await this.get(from)).body, '_csrf') };
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...csrf, ...fields })) {
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: body.toString(),
    });
  }

  async signIn(): Promise<void> {
    await this.post('/console/masuk', { username: 'reviewer', password }, '/console/masuk');
  }

  private async send(options: InjectOptions) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...options.headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await this.app.inject({ ...options, headers });
    for (const { name, value, maxAge, expires } of answer.cookies) {
      const gone = maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now());
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return answer;
  }
}

export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
