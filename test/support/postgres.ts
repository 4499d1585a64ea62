import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestServer } from './provided.js';
import { atEnd } from './ends.js';

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
}

/**
 * A migrated database of the file's own; empty, or with the regions and categories that a first start of the
 * service writes (test/e2e/start.test.ts makes one). Dropped after the file, kept when a test in it failed.
 */
export async function createTestDatabase(
  state: keyof TestServer['templates'] = 'migrated',
): Promise<TestDatabase> {
  const { url, templates } = inject('postgres');
  const owner = new URL(url);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${templates[state]} OWNER ${owner.username}`);
  atEnd(async (failed) => {
    if (!failed) await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  });
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
