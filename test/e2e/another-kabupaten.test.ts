/** Nothing but data says which kabupaten it is: the main job, elsewhere. */
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { simulatorOf } from '../../src/parts.js';
import { applyImport, beginImport, readRows } from '../../src/usecases/source-import/import-file.js';
import { ConsoleHttp } from '../support/console-http.js';
import { sendReport, tell, waitForReply, type Phone } from '../support/phone.js';
import { syntheticKk } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { sourceLines, sourceRow } from '../support/source-rows.js';

/** Bulukumba: another island, another clock's neighbour, other names. */
const REGION = '73.02';
const NIK = '7302010101800001';
const [reporter] = trialReporters;

describe('another kabupaten', () => {
  let service: TestService;
  let phone: Phone;
  let office: ConsoleHttp;

  beforeAll(async () => {
    service = await startTestService({
      database: 'migrated',
      env: { REGION_CODE: REGION, REGION_BOUNDS: '-5.8,119.8,-5.2,120.5' },
    });
    const simulator = simulatorOf(service.container);
    if (simulator === null || reporter === undefined) throw new Error('no simulator');
    phone = simulatorPhone(simulator, reporter.id);
    office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
  });

  it('takes a report from the chat to Data Pemda and tells the reporter', async () => {
    const { database, storage } = service.container;
    // What its own national data say stands beside the report.
    const desaCode = (
      await database.reporterScope.findFirstOrThrow({ where: { reporterId: reporter?.id ?? '' } })
    ).desaCode;
    expect(desaCode.startsWith(`${REGION}.`)).toBe(true);
    const row = sourceRow(1, { nik: NIK, name: 'Uji Contoh Satu', desaCode });
    const { id } = await beginImport(service.container, {
      source: 'DTSEN',
      asOf: '2026-03-01',
      whole: true,
      digest: 'uji',
      startedById: null,
    });
    await readRows(service.container, { id, rows: sourceLines([row]) });
    await applyImport(service.container, { id, by: null });

    const number = await sendReport(phone, { kk: syntheticKk(1), nik: NIK, name: 'Uji Contoh Satu' });
    // A NIK of its own kabupaten is nothing to wonder about.
    expect((await phone.read()).join('\n')).not.toMatch(/NIK ini (?:dari|terbit di) luar/);
    const address = await office.findCase(number);
    const page = await office.get(address);
    expect(page).toContain(storage.regions.home);
    expect(page).toContain(storage.regions.names.get(desaCode));
    expect(page).toContain('DTSEN');
    const decided = (await phone.read()).length;
    await office.decide(address, 'approve');
    await waitForReply(phone, decided, /tercatat di Data Pemda/);
    const entries = await database.registryEntry.findMany();
    expect(entries.map((entry) => entry.desaCode)).toEqual([desaCode]);
    await tell(phone, 'status', new RegExp(`${number} – Tercatat di Data Pemda`));
  });

  it('is called by its own name everywhere, and no other', async () => {
    expect(service.container.storage.regions.home).toContain('Bulukumba');
    const pages = ['/console', '/console/ringkasan', '/console/data-pemda', '/console/pasangan', '/panduan'];
    for (const address of pages) {
      expect(await office.get(address), address).not.toMatch(/Kutai|Sangatta|64\.08/);
    }
    const said = (await phone.read()).join('\n');
    expect(said).not.toMatch(/Kutai|Sangatta/);
  });
});
