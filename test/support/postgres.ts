import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import './provided.js';

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
}

const made: TestDatabase[] = [];

/** A migrated, empty database of the file's own. Dropped after the file, kept when a test in it failed. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const owner = new URL(url);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.username}`);
  owner.pathname = `/${name}`;
  const database = { url: owner.href, name };
  made.push(database);
  return database;
}

/** Runs one statement as the superuser of the run's server. */
export async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

interface Task {
  readonly result?: { readonly state: string };
  readonly tasks?: readonly Task[];
}

// Registered first, so that it runs last: the file's own hooks have closed their connections by then.
afterAll(async ({}, file) => {
  if (hasFailed(file)) return;
  for (const { name } of made.splice(0)) await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
});

function hasFailed(task: Task): boolean {
  return task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed);
}
