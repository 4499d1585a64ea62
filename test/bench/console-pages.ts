/** What reviewers ask of the console, at random, each as one thing that a person does. */
import { ConsoleHttp } from '../support/console-http.js';
import { reportKinds } from '../../src/domain/report/report.js';
import { queueSorts } from '../../src/usecases/console-services.js';
import type { ConsoleData } from './console-data.js';
import { pick, words, type Random } from './made-cases.js';

export interface Person {
  readonly http: ConsoleHttp;
  /** Cases in their scope. */
  readonly caseIds: readonly string[];
  readonly kecamatan: readonly string[];
}

export interface Task {
  readonly name: string;
  /** Milliseconds, 99 of 100 times. */
  readonly most: number;
  /** Returns the milliseconds that it took; what is done before or after is not counted. */
  readonly run: (person: Person, random: Random) => Promise<number>;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function page({ http }: Person, path: string): Promise<string> {
  const response = await http.request(path);
  if (response.status !== 200) throw new Error(`${path.split('?')[0] ?? ''}: ${String(response.status)}`);
  return response.text();
}

async function post({ http }: Person, path: string, fields: Record<string, string>): Promise<string> {
  const response = await http.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  if (response.status !== 303) throw new Error(`${path}: ${String(response.status)}`);
  await response.text();
  return response.headers.get('location') ?? '';
}

function csrfIn(html: string): string {
  const [, token] = /name="_csrf" value="([^"]*)"/.exec(html) ?? [];
  if (token === undefined) throw new Error('no form on the page');
  return token;
}

const tabs = ['', '?status=in_review', '?status=registered', '?status=rejected', '?status=all'];

/** One to three conditions. */
function filter({ kecamatan }: Person, random: Random): Record<string, string> {
  const all: readonly (readonly [string, readonly string[]])[] = [
    ['status', ['in_review', 'registered', 'rejected', 'withdrawn', 'objected', 'all']],
    ['kind', reportKinds],
    ['kecamatan', kecamatan],
    ['kategori', ['01', '08', '09', '26']],
    ['pemegang', ['me', 'nobody', 'others']],
    ['lama', ['3', '7', '14', 'late']],
    ['foto', ['ya']],
    ['ganda', ['ya']],
    ['urut', queueSorts],
  ];
  const count = 1 + Math.floor(random() * 3);
  return Object.fromEntries(
    Array.from({ length: count }, () => pick(random, all)).map(([name, values]) => [
      name,
      values[Math.floor(random() * values.length)] ?? '',
    ]),
  );
}

function wordsOf({ data, random }: { data: ConsoleData; random: Random }): Record<string, () => string> {
  const n = () => 1 + Math.floor(random() * data.cases);
  return {
    'a name': () => pick(random, words),
    'a whole name': () => `${pick(random, words)} ${pick(random, words)}`,
    'a number': () => data.numberOf(n()),
    'a part of a number': () => data.numberOf(n()).slice(3, 12),
    'a reporter': () => pick(random, data.reporterNames),
    'a NIK': () => data.nikOf(n()),
  };
}

/** Posts the words, as the page's form does, and follows to the list. */
async function search(person: Person, fields: Record<string, string>): Promise<void> {
  await page(person, await post(person, '/console/cari', fields));
}

export function consoleTasks(data: ConsoleData, csrf: (person: Person) => string, random: Random): Task[] {
  const searched = Object.entries(wordsOf({ data, random })).map(([what, q]) => ({
    name: `search by ${what}`,
    most: 50,
    run: (person: Person) => {
      const status: Record<string, string> = random() < 0.5 ? {} : { status: 'all' };
      const fields = { ...status, q: q(), _csrf: csrf(person) };
      return timed(() => search(person, fields));
    },
  }));
  return [
    {
      name: 'queue, first page',
      most: 50,
      run: (person) => timed(() => page(person, `/console${pick(random, tabs)}`)),
    },
    { name: 'queue, a further page', most: 50, run: furtherPage },
    {
      name: 'filter',
      most: 50,
      run: (person) => {
        const path = `/console?${new URLSearchParams(filter(person, random)).toString()}`;
        return timed(() => page(person, path));
      },
    },
    {
      name: 'filter and search',
      most: 50,
      run: (person) => {
        const fields = { ...filter(person, random), q: pick(random, words), _csrf: csrf(person) };
        return timed(() => search(person, fields));
      },
    },
    ...searched,
    {
      name: 'a case',
      most: 50,
      run: (person) => timed(() => page(person, `/console/kasus/${pick(random, person.caseIds)}`)),
    },
    {
      name: 'take next',
      most: 50,
      run: async (person) => {
        const _csrf = csrf(person);
        let taken = '';
        const ms = await timed(async () => {
          taken = await post(person, '/console/ambil-berikutnya', { _csrf });
        });
        if (!taken.startsWith('/console/kasus/')) throw new Error('there was nothing to take');
        // So that it does not run out; others hold some of theirs all the time.
        await post(person, `${taken}/lepas`, { _csrf });
        return ms;
      },
    },
    {
      name: 'overview',
      most: 200,
      run: (person) => {
        const query = new URLSearchParams({ periode: pick(random, periods) });
        if (random() < 0.3) query.set('kecamatan', pick(random, person.kecamatan));
        return timed(() => page(person, `/console/ringkasan?${query.toString()}`));
      },
    },
  ];
}

const periods = ['this_month', 'last_month', 'three_months', 'year'];

/** Up to three pages on, of which the last is measured. */
async function furtherPage(person: Person, random: Random): Promise<number> {
  let path = `/console${pick(random, tabs)}`;
  let ms = 0;
  for (let left = 1 + Math.floor(random() * 3); left >= 0; left -= 1) {
    let html = '';
    const at = path;
    ms = await timed(async () => {
      html = await page(person, at);
    });
    const [, next] = /href="([^"]*cursor=[^"]*)"/.exec(html) ?? [];
    if (next === undefined) break;
    path = next.replaceAll('&amp;', '&');
  }
  return ms;
}

export async function signIn(url: string, username: string, password: string): Promise<ConsoleHttp> {
  const http = await ConsoleHttp.signIn(new URL(url).origin, username, password);
  const response = await http.request('/console');
  if (response.status !== 200) throw new Error(`${username} is not let in`);
  await response.text();
  return http;
}

/** What every form of this person's carries. */
export async function csrfOf(http: ConsoleHttp): Promise<string> {
  return csrfIn(await http.get('/console'));
}
