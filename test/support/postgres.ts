import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import './provided.js';
import { atEnd } from './ends.js';

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
}

/** With regions and categories, and nothing else. Dropped after the file, kept when a test in it failed. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const owner = new URL(url);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  atEnd(async (failed) => {
    if (!failed) await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.username}`);
  owner.pathname = `/${name}`;
  return { url: owner.href, name };
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
