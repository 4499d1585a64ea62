/**
 * An example of an application that reads the API of SIPMAS (OpenAPI: /api/v1/openapi.json) with nothing but what
 * Node.js 20 brings. Copy it, and keep the key out of the source.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Purpose = 'aid' | 'field_check' | 'reporting' | 'other';

/** What of a person is told depends on the grant: parts that it does not cover are left out. */
export interface Person {
  readonly id: string;
  readonly sources: readonly {
    readonly source: string;
    readonly since: string;
    readonly desa: string | null;
    readonly number: string | null;
    readonly status: 'active' | 'ineligible' | 'moved' | 'deceased' | null;
  }[];
  readonly identity?: {
    readonly nik: string | null;
    readonly name: string;
    readonly birthDate: string | null;
    readonly sex: 'L' | 'P' | null;
  };
  readonly socioEconomic?: {
    readonly desil: readonly { readonly source: string; readonly value: number; readonly on: string }[];
  };
}

export type Change =
  | { readonly id: string; readonly person: Person }
  | { readonly id: string; readonly gone: true; readonly mergedInto: string | null };

export interface Aid {
  readonly personId: string;
  readonly program: string;
  /** ISO date. */
  readonly givenOn: string;
  /** Whole rupiah. */
  readonly amount?: number;
  readonly goods?: string;
  /** An approved list of the programme: aid is then recorded for its people alone. */
  readonly listId?: string;
}

/** The person, or day and content, are wrong; it was not given after all; anything else, with a note. */
export type WithdrawReason = 'person' | 'content' | 'not_given' | 'other';

export interface AidList {
  readonly id: string;
  readonly name: string;
  readonly program: string;
  /** ISO date and time: what is told of its people is as it was then. */
  readonly frozenAt: string;
  readonly count: number;
}

/** An answer that is an error (RFC 9457). `code` says which; `retryAfter` in seconds, where waiting helps. */
export class SipmasProblem extends Error {
  override readonly name = 'SipmasProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly retryAfter: number | null,
  ) {
    super(detail);
  }
}

export class SipmasClient {
  /** `origin`: such as https://sipmas.example.go.id. `purpose`: what is read is noted with it. */
  constructor(
    private readonly origin: string,
    private readonly key: string,
    private readonly purpose: Purpose,
  ) {}

  /** Nobody found and nobody within the grant are the same. */
  async lookUp(by: { readonly nik: string } | { readonly kk: string }): Promise<readonly Person[]> {
    const response = await this.ask('/people/look-up', { method: 'POST', body: JSON.stringify(by) });
    return ((await response.json()) as { items: Person[] }).items;
  }

  async person(id: string): Promise<Person> {
    return (await (await this.ask(`/people/${id}`)).json()) as Person;
  }

  /** All pages, one after the other. A page may be short: `next` alone says whether there is another. */
  async *people(filter: Readonly<Record<string, string>> = {}): AsyncGenerator<Person> {
    let cursor: string | null = null;
    do {
      const query: URLSearchParams = new URLSearchParams({
        ...filter,
        ...(cursor === null ? {} : { cursor }),
      });
      const response = await this.ask(`/people?${query.toString()}`);
      const page = (await response.json()) as { items: Person[]; next: string | null };
      yield* page.items;
      cursor = page.next;
    } while (cursor !== null);
  }

  /**
   * What has changed since `cursor`, from the beginning with null, in a stream. Returns the cursor to keep for the
   * next time: keep it only once all that came before it is stored. After a problem `cursor_expired` begin anew.
   */
  async *changes(cursor: string | null): AsyncGenerator<Change, string> {
    for (let at = cursor; ;) {
      const query = new URLSearchParams({ limit: '100000', ...(at === null ? {} : { cursor: at }) });
      const response = await this.ask(`/changes?${query.toString()}`, {
        headers: { accept: 'application/x-ndjson' },
      });
      let end: { readonly next: string; readonly more: boolean } | null = null;
      for await (const line of linesOf(response)) {
        const read = JSON.parse(line) as Change | { next: string; more: boolean };
        if ('next' in read) end = read;
        else yield read;
      }
      // Without its last line it broke off: asked again, it tells the same and what has come since.
      if (end === null) continue;
      if (!end.more) return end.next;
      at = end.next;
    }
  }

  /** `key`: another one for each aid; sent again with the same key, it is recorded once. */
  async recordAid(key: string, aid: Aid): Promise<{ readonly id: string; readonly status: string }> {
    const response = await this.ask('/aid', {
      method: 'POST',
      body: JSON.stringify(aid),
      headers: { 'idempotency-key': key },
    });
    return (await response.json()) as { id: string; status: string };
  }

  /** Of aid that this agency recorded. Sent again, it changes nothing. */
  async withdrawAid(id: string, reason: WithdrawReason, note = ''): Promise<void> {
    await this.ask(`/aid/${id}/withdrawal`, { method: 'POST', body: JSON.stringify({ reason, note }) });
  }

  /** Those that are approved, newest first: read again after a webhook `aid_list.approved`. */
  async aidLists(): Promise<readonly AidList[]> {
    return ((await (await this.ask('/aid-lists')).json()) as { items: AidList[] }).items;
  }

  private async ask(path: string, init: Asked = {}): Promise<Response> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.key}`,
        purpose: this.purpose,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
    });
    if (response.ok) return response;
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    const wait = response.headers.get('retry-after');
    throw new SipmasProblem(response.status, code, detail, wait === null ? null : Number(wait));
  }
}

interface Asked {
  readonly method?: 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of response.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
}

const OLDEST_SECONDS = 300;

/**
 * Whether a webhook's request is from SIPMAS, and of now (https://www.standardwebhooks.com). `body` as it came, not
 * parsed. Keep the ids of those that were heard: the same id again is the same telling.
 */
export function isFromSipmas(
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  { secret, now = new Date() }: { readonly secret: string; readonly now?: Date },
): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': sent = '' } = headers;
  if (Math.abs(now.getTime() / 1000 - Number(at)) > OLDEST_SECONDS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = Buffer.from(
    `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`,
  );
  return sent.split(' ').some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
