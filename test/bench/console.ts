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
  readonly env: Readonly<Record<string, string>>;
  readonly adminUrl: string;
  /** Cases, the first of them what growth is told against. */
  readonly sizes: readonly number[];
  /** Of each task by each person. */
  readonly requests: number;
  readonly tell: (line: string) => void;
}

export interface TaskMeasured {
  readonly name: string;
  readonly most: number;
  readonly p50: number;
  readonly p99: number;
}

export interface SizeMeasured {
  readonly cases: number;
  readonly events: number;
  readonly makingSeconds: number;
  /** One at a time; each task by a supervisor of the kabupaten, and by a reviewer of one kecamatan. */
  readonly tasks: readonly TaskMeasured[];
  /** All tasks at random, several at a time. */
  readonly crowd: TaskMeasured;
}

export interface ConsoleMeasured {
  readonly sizes: readonly SizeMeasured[];
  readonly live: LiveMeasured;
  readonly exports: Readonly<Record<'csv' | 'xlsx', ExportMeasured>>;
  readonly queueBytes: number;
}

const WARM_UP = 25;
const AT_ONCE = 8;
const CROWD = 400;
const LIVE = { pages: 100, changes: 10, everyMs: 1_000 };
const IDS = 500;

const users = {
  supervisor: { username: 'bench-supervisor', role: 'supervisor', grants: ['sensitive'] },
  reviewer: { username: 'bench-verifikator', role: 'reviewer', regions: ['64.08.04'] },
} as const;
type Who = keyof typeof users;

export async function measureConsole(options: ConsoleOptions): Promise<ConsoleMeasured> {
  const { env, adminUrl, sizes } = options;
  const container = await openMeasured({ ...env, PORT: '0' });
  const register = await ConsoleRegister.open(container, adminUrl);
  try {
    for (const user of Object.values(users)) await makeUser(container, user);
    const measured: SizeMeasured[] = [];
    for (const cases of sizes) measured.push(await measureSize(options, container, { register, cases }));
    return { sizes: measured, ...(await measureLast(options, container)) };
  } finally {
    await register.close();
    await container.close();
  }
}

async function measureSize(
  options: ConsoleOptions,
  container: Container,
  { register, cases }: { register: ConsoleRegister; cases: number },
): Promise<SizeMeasured> {
  const begun = performance.now();
  const data = await register.grow(cases);
  const makingSeconds = (performance.now() - begun) / 1000;
  options.tell(`${String(cases)} cases, ${String(data.events)} events made in ${makingSeconds.toFixed(0)} s`);
  const service = await startMeasured('console-process', options.env);
  try {
    const times = await measurePages(options, container, { service, data });
    return { cases, events: data.events, makingSeconds, ...times };
  } finally {
    await service.stop();
  }
}

async function measurePages(
  { requests }: ConsoleOptions,
  container: Container,
  { service, data }: { service: Measured; data: ConsoleData },
): Promise<Pick<SizeMeasured, 'tasks' | 'crowd'>> {
  const random = seeded(12);
  const csrf = new Map<Person, string>();
  const people: Record<Who, Person> = {
    supervisor: await personOf(container, service, 'supervisor'),
    reviewer: await personOf(container, service, 'reviewer'),
  };
  for (const person of Object.values(people)) csrf.set(person, await csrfOf(person.http));
  const tasks = consoleTasks(data, (person) => csrf.get(person) ?? '', random);
  const measured: TaskMeasured[] = [];
  for (const task of tasks) {
    for (const [who, person] of Object.entries(people)) {
      await timesOf(task, person, { random, requests: WARM_UP });
      const times = await timesOf(task, person, { random, requests });
      measured.push(summary({ name: `${task.name} (${who})`, most: task.most }, times));
    }
  }
  return { tasks: measured, crowd: await measureCrowd(tasks, Object.values(people), random) };
}

async function timesOf(
  task: Task,
  person: Person,
  { random, requests }: { random: Random; requests: number },
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < requests; n += 1) times.push(await task.run(person, random));
  return times;
}

async function measureCrowd(
  tasks: readonly Task[],
  people: readonly Person[],
  random: Random,
): Promise<TaskMeasured> {
  const times: number[] = [];
  let left = CROWD;
  const one = async (person: Person) => {
    while (left > 0) {
      left -= 1;
      const task = tasks[Math.floor(random() * tasks.length)];
      if (task !== undefined) times.push(await task.run(person, random));
    }
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) => n % people.length).flatMap((at) => {
      const person = people[at];
      return person === undefined ? [] : [one(person)];
    }),
  );
  return summary({ name: `all of them, ${String(AT_ONCE)} at a time`, most: Infinity }, times);
}

function summary(task: Pick<Task, 'name' | 'most'>, times: readonly number[]): TaskMeasured {
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

async function measureLast(
  { env }: ConsoleOptions,
  container: Container,
): Promise<Pick<ConsoleMeasured, 'live' | 'exports' | 'queueBytes'>> {
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
