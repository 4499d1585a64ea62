import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { isAway, isOutage } from '../../../src/storage/database.js';

function refusal(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code });
}

async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('a database that does not serve', () => {
  it.each(['57P01', '57P02', '57P03', '53300', '08006'])('is away when it says %s', (code) => {
    expect(isAway(refusal(code))).toBe(true);
  });

  it.each(['28P01', '3D000', '42P01'])('is not waited for when it says %s', (code) => {
    expect(isAway(refusal(code))).toBe(false);
  });

  it('is away when nobody listens, at one address or at several', async () => {
    const port = await closedPort();
    const fault = await new pg.Client({ host: '127.0.0.1', port }).connect().catch((error: unknown) => error);
    expect(isAway(fault)).toBe(true);
    expect(isAway(new AggregateError([fault]))).toBe(true);
  });

  it('is not to blame for a value that it refuses, or for a fault of ours', () => {
    expect(isOutage(refusal('22P05'))).toBe(false);
    expect(isOutage(refusal('23505'))).toBe(false);
    expect(isOutage(new TypeError('x is not a function'))).toBe(false);
  });
});
