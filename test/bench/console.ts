/** The console with few cases and with many: how long its pages take, what its exports and live pages cost. */
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { makeUser, userPassword } from '../support/accounts.js';
import { startMeasured, type Measured } from './child.js';
import { ConsoleRegister, type ConsoleData } from './console-data.js';
import { measureLive, type LiveMeasured } from './console-live.js';
import { measureExport, pageWeight, type ExportMeasured } from './console-out.js';
import { consoleTasks, csrfOf, signIn, type Person, type Task } from './console-pages.js';
import { seeded, type Random } from './made-cases.js';
import { openMeasured } from './open.js';
import { percentile } from './report.js';

export interface ConsoleOptions {
  /** The first is what growth is told against. Each has a server of its own. */
  readonly registers: readonly [RegisterOptions, RegisterOptions];
  /** Of each task by each person. */
  readonly requests: number;
  readonly tell: (line: string) => void;
}

export interface RegisterOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly adminUrl: string;
  readonly cases: number;
}

export interface TaskMeasured {
  readonly name: string;
  readonly most: number;
  /** With the few cases. */
  readonly floor: number;
  readonly p50: number;
  readonly p99: number;
}

export interface ConsoleMeasured {
  /** One at a time; each task by a supervisor of the kabupaten, and by a reviewer of one kecamatan. */
  readonly tasks: readonly TaskMeasured[];
  /** All tasks at random, several at a time. */
  readonly crowd: Omit<TaskMeasured, 'floor'>;
  readonly live: LiveMeasured;
  readonly exports: Readonly<Record<'csv' | 'xlsx', ExportMeasured>>;
  readonly queueBytes: number;
}

const WARM_UP = 25;
/** So many with one register, then as many with the other: what slows the machine for a while slows both. */
const TURN = 25;
const AT_ONCE = 8;
const CROWD = 400;
const LIVE = { pages: 100, changes: 10, everyMs: 1_000 };
const IDS = 500;

const users = {
  supervisor: { username: 'bench-supervisor', role: 'supervisor', grants: ['sensitive'] },
  reviewer: { username: 'bench-verifikator', role: 'reviewer', regions: ['64.08.04'] },
} as const;
type Who = keyof typeof users;

export async function measureConsole({
  registers,
  requests,
  tell,
}: ConsoleOptions): Promise<ConsoleMeasured> {
  const opened: Register[] = [];
  try {
    for (const register of registers) opened.push(await openRegister(register, tell));
    const [few, many] = opened;
    if (few === undefined || many === undefined) throw new Error('two registers are measured');
    const pages = await measurePages({ few, many }, requests);
    return { ...pages, ...(await measureLast(many)) };
  } finally {
    for (const { container } of opened) await container.close();
  }
}

interface Register {
  readonly env: Readonly<Record<string, string>>;
  readonly container: Container;
  readonly data: ConsoleData;
}

async function openRegister(
  { env, adminUrl, cases }: RegisterOptions,
  tell: ConsoleOptions['tell'],
): Promise<Register> {
  const container = await openMeasured({ ...env, PORT: '0' });
  const register = await ConsoleRegister.open(container, adminUrl);
  try {
    for (const user of Object.values(users)) await makeUser(container, user);
    const begun = performance.now();
    const data = await register.grow(cases);
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    tell(`${String(cases)} cases, ${String(data.events)} events made in ${seconds} s`);
    return { env, container, data };
  } finally {
    await register.close();
  }
}

/** A running console with its people and what they do there. */
interface Side {
  readonly random: Random;
  readonly people: Readonly<Record<Who, Person>>;
  readonly tasks: readonly Task[];
  readonly stop: () => Promise<void>;
}

async function openSide({ env, container, data }: Register): Promise<Side> {
  const service = await startMeasured('console-process', env);
  const random = seeded(12);
  const csrf = new Map<Person, string>();
  const people: Record<Who, Person> = {
    supervisor: await personOf(container, service, 'supervisor'),
    reviewer: await personOf(container, service, 'reviewer'),
  };
  for (const person of Object.values(people)) csrf.set(person, await csrfOf(person.http));
  const tasks = consoleTasks(data, (person) => csrf.get(person) ?? '', random);
  return { random, people, tasks, stop: () => service.stop() };
}

async function measurePages(
  of: { readonly few: Register; readonly many: Register },
  requests: number,
): Promise<Pick<ConsoleMeasured, 'tasks' | 'crowd'>> {
  const few = await openSide(of.few);
  const many = await openSide(of.many);
  try {
    const tasks: TaskMeasured[] = [];
    for (const [nth, { name, most }] of many.tasks.entries()) {
      for (const who of ['supervisor', 'reviewer'] as const) {
        const [floors, times] = await inTurns([few, many], { nth, who, requests });
        const floor = percentile(floors, 0.5);
        tasks.push({ ...summary({ name: `${name} (${who})`, most }, times), floor });
      }
    }
    return { tasks, crowd: await measureCrowd(many) };
  } finally {
    await few.stop();
    await many.stop();
  }
}

async function inTurns(
  sides: readonly [Side, Side],
  { nth, who, requests }: { readonly nth: number; readonly who: Who; readonly requests: number },
): Promise<readonly [readonly number[], readonly number[]]> {
  const times: [number[], number[]] = [[], []];
  for (const side of sides) await timesOf(side, { nth, who, requests: WARM_UP });
  for (let left = requests; left > 0; left -= TURN) {
    for (const [at, side] of sides.entries()) {
      times[at]?.push(...(await timesOf(side, { nth, who, requests: Math.min(TURN, left) })));
    }
  }
  return times;
}

async function timesOf(
  { tasks, people, random }: Side,
  { nth, who, requests }: { readonly nth: number; readonly who: Who; readonly requests: number },
): Promise<readonly number[]> {
  const task = tasks[nth];
  const times: number[] = [];
  for (let n = 0; n < requests && task !== undefined; n += 1) times.push(await task.run(people[who], random));
  return times;
}

async function measureCrowd({
  tasks,
  people: { supervisor, reviewer },
  random,
}: Side): Promise<ConsoleMeasured['crowd']> {
  const times: number[] = [];
  let left = CROWD;
  const one = async (person: Person) => {
    while (left > 0) {
      left -= 1;
      const task = tasks[Math.floor(random() * tasks.length)];
      if (task !== undefined) times.push(await task.run(person, random));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => one(n % 2 === 0 ? supervisor : reviewer)));
  return summary({ name: `all of them, ${String(AT_ONCE)} at a time`, most: Infinity }, times);
}

function summary(task: Pick<Task, 'name' | 'most'>, times: readonly number[]): Omit<TaskMeasured, 'floor'> {
  return { ...task, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

async function personOf({ database }: Container, service: Measured, who: Who): Promise<Person> {
  const { username } = users[who];
  const http = await signIn(service.url, username, userPassword);
  const area = who === 'reviewer' ? '64.08.04' : '64.08';
  const ids = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM "case" WHERE desa_code LIKE ${`${area}.%`} ORDER BY md5(id::text) LIMIT ${IDS}::int`;
  const kecamatan = await database.region.findMany({
    where: { level: 'kecamatan', code: { startsWith: area } },
    orderBy: { code: 'asc' },
  });
  return { http, caseIds: ids.map(({ id }) => id), kecamatan: kecamatan.map(({ code }) => code) };
}

async function measureLast({
  env,
  container,
}: Register): Promise<Pick<ConsoleMeasured, 'live' | 'exports' | 'queueBytes'>> {
  const service = await startMeasured('console-process', env);
  try {
    const person = await signIn(service.url, users.supervisor.username, userPassword);
    const queueBytes = await pageWeight(service, '/console', person);
    const csrf = await csrfOf(person);
    const live = await measureLive({ service, person, change: () => screenOne(container) }, LIVE);
    const csv = await measureExport({ service, person, csrf }, 'csv');
    const xlsx = await measureExport({ service, person, csrf }, 'xlsx');
    return { live, exports: { csv, xlsx }, queueBytes };
  } finally {
    await service.stop();
  }
}

/** A report that waits for its first look gets it, as a worker does. Returns its id. */
async function screenOne(container: Container): Promise<string> {
  const { id } = await container.database.case.findFirstOrThrow({ where: { state: 'submitted' } });
  await screenCase(container, { caseId: id, eventId: uuidv7() });
  return id;
}
