/** The example of an application in docs/api, against a running service. */
import { beforeAll, describe, expect, it } from 'vitest';
import { isFromSipmas, SipmasClient, SipmasProblem, type Change } from '../../docs/api/client.js';
import type { Container } from '../../src/container.js';
import { signTelling } from '../../src/domain/opd/webhook.js';
import { agencyWithKey, setGrant, wholeGrant } from '../support/agencies.js';
import { openTestContainer } from '../support/container.js';
import { startRecordedApp } from '../support/recorded-app.js';
import { syntheticNik } from '../support/reports.js';
import { importedAs, sourceRow } from '../support/source-rows.js';

describe('an application that reads the api', () => {
  let container: Container;
  let client: SipmasClient;
  let origin: string;
  let agencyId: string;

  beforeAll(async () => {
    container = await openTestContainer();
    ({ url: origin } = await startRecordedApp(container));
    await importedAs(
      container,
      'DTSEN',
      [1, 2, 3].map((n) => sourceRow(n)),
    );
    const now = new Date();
    await container.database.aidProgram.create({
      data: { code: 'beras', name: 'Beras', agencyId: null, active: true, version: 1, createdAt: now },
    });
    const made = await agencyWithKey(container, { ...wholeGrant, programs: ['beras'] });
    ({ agencyId } = made);
    client = new SipmasClient(origin, made.key, 'aid');
  });

  const read = async (from: string | null) => {
    const changes: Change[] = [];
    const stream = client.changes(from);
    for (;;) {
      const step = await stream.next();
      if (step.done === true) return { changes, cursor: step.value };
      changes.push(step.value);
    }
  };

  it('finds, lists and reads people, and records aid once', async () => {
    const [found] = await client.lookUp({ nik: syntheticNik(1) });
    if (found === undefined) throw new Error('nobody');
    expect(found.identity).toMatchObject({ nik: syntheticNik(1), name: 'Uji Sumber 1' });
    expect(await client.person(found.id)).toEqual(found);
    const listed = [];
    for await (const person of client.people({ limit: '1', source: 'DTSEN' })) listed.push(person);
    expect(listed).toHaveLength(3);
    const aid = { personId: found.id, program: 'beras', givenOn: '2026-10-01', goods: 'Beras 10 kg' };
    const first = await client.recordAid('satu', aid);
    expect(await client.recordAid('satu', aid)).toEqual({ ...first, status: 'same' });
    for (let n = 0; n < 2; n += 1) await client.withdrawAid(first.id, 'not_given');
    expect(await client.recordAid('dua', aid)).toMatchObject({ status: 'recorded' });
    await expect(client.withdrawAid(first.id, 'other')).rejects.toMatchObject({ status: 422 });
    expect(await client.aidLists()).toEqual([]);
    await expect(client.recordAid('tiga', { ...aid, listId: first.id })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('keeps a copy by what changes, and begins anew when it is told to', async () => {
    // One person may be told of more than once before all that was written is seen: only the copy says what is so.
    const copy = new Map<string, number | null>();
    let cursor: string | null = null;
    const followed = async (): Promise<readonly (number | null)[]> => {
      const more = await read(cursor);
      for (const change of more.changes)
        copy.set(
          change.id,
          'person' in change ? (change.person.socioEconomic?.desil[0]?.value ?? null) : null,
        );
      ({ cursor } = more);
      return [...copy.values()].toSorted();
    };
    await expect.poll(followed).toEqual([2, 3, 4]);
    await importedAs(container, 'DTSEN', [sourceRow(2, { desil: 9 })], { whole: false, asOf: '2026-02-01' });
    await expect.poll(followed).toEqual([2, 4, 9]);
    await setGrant(container, agencyId, { ...wholeGrant, areas: ['64.08.04'] });
    await expect(read(cursor)).rejects.toMatchObject({ status: 410, code: 'cursor_expired' });
    await expect(new SipmasClient(origin, 'x', 'aid').person('y')).rejects.toBeInstanceOf(SipmasProblem);
  });

  it('knows whether a webhook is from the service', () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const now = new Date();
    const telling = { id: 'a', type: 'ping', madeAt: now } as const;
    const { headers, body } = signTelling(telling, { secret, keyId: 'k', at: now });
    expect(isFromSipmas(headers, body, { secret })).toBe(true);
    expect(isFromSipmas(headers, `${body} `, { secret })).toBe(false);
    expect(isFromSipmas({ ...headers, 'webhook-id': 'b' }, body, { secret })).toBe(false);
    expect(isFromSipmas(headers, body, { secret: `${secret}x`.replace('Bw', 'Bx') })).toBe(false);
    expect(isFromSipmas(headers, body, { secret, now: new Date(now.getTime() + 301_000) })).toBe(false);
  });
});
