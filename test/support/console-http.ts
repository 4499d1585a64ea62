/** The console as a browser without JavaScript uses it: pages, forms, cookies, redirects. */

const PATIENCE_MS = 30_000;

export class ConsoleHttp {
  private constructor(
    private readonly origin: string,
    /** With every request. */
    private readonly headers: Readonly<Record<string, string>> = {},
    private readonly cookies = new Map<string, string>(),
  ) {}

  /** Who has not signed in. */
  static visitor(origin: string, headers: Readonly<Record<string, string>> = {}): ConsoleHttp {
    return new ConsoleHttp(origin, headers);
  }

  /** The same browser, with other headers. */
  at(headers: Readonly<Record<string, string>>): ConsoleHttp {
    return new ConsoleHttp(this.origin, headers, this.cookies);
  }

  static async signIn(origin: string, username: string, password: string): Promise<ConsoleHttp> {
    const console = new ConsoleHttp(origin);
    const page = await console.get('/console/masuk');
    const form = formWith(page, 'username');
    await console.submit(form, { username, password });
    return console;
  }

  async get(path: string): Promise<string> {
    return this.follow(path, { method: 'GET' });
  }

  /** The path of the case with this number, once it stands in the review queue. */
  async findCase(number: string): Promise<string> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const path = await this.caseInReview(number);
      if (path !== null) return path;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`case ${number} did not reach the review queue`);
  }

  /** The path of the case with this number; null while it does not stand in the review queue. */
  async caseInReview(number: string): Promise<string | null> {
    const page = await this.get(`/console?q=${number}&status=in_review`);
    const link = new RegExp(`href="(/console/kasus/[0-9a-f-]{36})[^"]*"[^>]*>\\s*${number}`).exec(page);
    return link?.[1] ?? null;
  }

  /** Presses one of the three decisions; returns the page that follows. */
  async decide(
    casePath: string,
    button: 'approve' | 'reject' | 'ask_correction',
    fields: Record<string, string> = {},
  ): Promise<string> {
    return this.submit(await this.form(casePath, `value="${button}"`), fields);
  }

  /** Sends the form of a page got before, the one that holds `mark`; returns the page that follows. */
  async send(page: string, mark: string, fields: Record<string, string>): Promise<string> {
    return this.submit(formWith(page, mark), fields);
  }

  /** The form on the page whose HTML contains `mark`. */
  async form(path: string, mark: string): Promise<HtmlForm> {
    return formWith(await this.get(path), mark);
  }

  /** Throws when the service could not answer: what became of the form is unknown. */
  async submit(form: HtmlForm, fields: Record<string, string>): Promise<string> {
    const body = new URLSearchParams({ ...form.values, ...fields });
    return this.follow(form.action, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  private async follow(path: string, init: RequestInit): Promise<string> {
    let response = await this.request(path, init);
    for (let hop = 0; response.status >= 300 && response.status < 400 && hop < 5; hop += 1) {
      response = await this.request(response.headers.get('location') ?? '/', { method: 'GET' });
    }
    if (response.status >= 500) throw new Error(`answered ${String(response.status)}`);
    return response.text();
  }

  /** This person's, as a browser sends them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** One request with this person's cookies, as it is answered. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const { cookie } = this;
    const response = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { ...this.headers, ...(init.headers as Record<string, string> | undefined), cookie },
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}

export interface HtmlForm {
  readonly action: string;
  readonly values: Record<string, string>;
}

/** The form whose HTML contains `mark`, with its hidden fields. */
function formWith(page: string, mark: string): HtmlForm {
  const form = [...page.matchAll(/<form\b[\s\S]*?<\/form>/g)]
    .map((match) => match[0])
    .find((html) => html.includes(mark));
  if (form === undefined) throw new Error(`no form with ${mark} on the page`);
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const values = Object.fromEntries(
    [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]),
  );
  return { action: attribute(form, 'action').replaceAll('&amp;', '&'), values };
}
