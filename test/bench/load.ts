import http from 'node:http';

/** A message to a private chat, as Telegram posts it to a webhook. */
export function telegramUpdate(n: number, chat: number, content: object): string {
  const person = { id: chat, is_bot: false, first_name: 'Uji' };
  return JSON.stringify({
    update_id: n,
    message: {
      message_id: n,
      date: 1_790_000_000,
      chat: { id: chat, type: 'private', first_name: 'Uji' },
      from: person,
      ...content,
    },
  });
}

export interface LoadOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** For so long, or so many. */
  readonly durationMs?: number;
  readonly requests?: number;
  /** Body of the n-th request. */
  readonly body: (n: number) => string;
}

/** Keeps `connections` requests in flight. Anything but 200 is an error of the bench. */
export async function load(options: LoadOptions): Promise<{ readonly sent: number }> {
  const { url, headers, connections, durationMs = Infinity, requests = Infinity, body } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + durationMs;
  const post = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  let sent = 0;
  const worker = async () => {
    while (sent < requests && performance.now() < end) await ask(agent, url, post, body(sent++));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { sent };
}

/** By as little as it takes: the asker shares the machine with who is measured. Throws for anything but 200. */
export async function ask(
  agent: http.Agent,
  url: string,
  options: Pick<http.RequestOptions, 'method' | 'headers'>,
  body = '',
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = http.request(url, { ...options, agent }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`answered ${String(response.statusCode)}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
