/** Looking a person up: by keyboard, at a desk and on a cheap phone, now and as it was. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { recordAid } from '../../src/usecases/aid/record-aid.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { household, member, pmks, registered, type Sender } from '../support/kinds.js';
import { lookAt } from '../support/look.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { sourceRow } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';
import { complaintsOf } from '../support/watch-page.js';

const desa = '64.08.04.1010';
const name = 'Siti Uji Aminah';

describe.skipIf(!hasBrowser())('looking a person up', { timeout: 120_000 }, () => {
  let site: TestSite;
  let container: Container;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    await record(container, await syntheticContact(container));
    page = await (await newVisitor(browser)).newPage();
    await enterConsole(page, site.url, 'supervisor');
  });

  const search = async (words: string) => {
    await page.goto(`${site.url}/console/warga`);
    await page.keyboard.press('/');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/warga\?cari=/);
  };

  it('is done by the beginnings of a name, by NIK, by No. KK, and by a number, and leaves none in an address', async () => {
    for (const words of ['ami sit', syntheticNik(1), syntheticKk(1)]) {
      await search(words);
      await page.getByRole('link', { name }).waitFor();
      expect(decodeURIComponent(page.url())).not.toContain(words);
    }
    const { number } = await container.database.registryEntry.findFirstOrThrow({
      where: { householdId: { not: null } },
    });
    await search(number);
    expect(await page.getByTestId('person-row').count()).toBe(2);
    await search('siti tidak ada');
    await page.getByTestId('empty').waitFor();
  });

  it('leads by keyboard to what each source says, what differs, and to the family', async () => {
    const faults: string[] = [];
    const complaints = complaintsOf(page.context());
    await page.setViewportSize({ width: 1280, height: 800 });
    await search('siti ami');
    await lookAt(page, 'people', faults);
    await page.getByRole('link', { name }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const row = (of: string) => page.getByTestId('sides').getByRole('row', { name: new RegExp(`^${of}`) });
    expect(await row('Nama').first().innerText()).toContain('Berbeda');
    expect(await row('NIK').innerText()).not.toContain('Berbeda');
    expect(await row('Alamat').innerText()).toContain('Jalan Percobaan 1 RT 001 RW 002');
    expect(await page.getByTestId('verification').innerText()).toContain('Belum diverifikasi lapangan');
    await lookAt(page, 'person', faults);
    const address = page.url();
    await page.getByRole('link', { name: 'Catat atau tarik bantuan' }).click();
    await page.getByRole('heading', { level: 1, name: `Bantuan untuk ${name}` }).waitFor();
    await page.getByRole('link', { name: 'Lihat data warga' }).click();
    await page.waitForURL(address);
    await page.getByRole('link', { name: 'Lihat rumah tangga' }).focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('family-member').first().waitFor();
    expect(await page.getByTestId('family-member').count()).toBe(2);
    await lookAt(page, 'family', faults);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  });

  it('shows how it was on another day, and says so', async () => {
    const faults: string[] = [];
    await search(syntheticNik(1));
    await page.getByRole('link', { name }).click();
    await page.getByText('Lihat keadaan pada tanggal lain').click();
    await page.getByLabel('Keadaan pada tanggal').fill('2026-02-01');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.getByTestId('past').waitFor();
    expect(await page.getByTestId('sides').innerText()).not.toContain('Siti Aminah binti Uji');
    await lookAt(page, 'person-past', faults);
    await page.goto(`${page.url().split('?')[0] ?? ''}?per=2000-01-01`);
    expect(await page.getByRole('main').innerText()).toContain('belum ada yang tercatat');
    await page.goto(`${page.url().split('?')[0] ?? ''}?per=kemarin`);
    expect(await page.getByRole('alert').innerText()).toContain('tidak dapat dibaca');
    await page.goto(`${site.url}/console/warga`);
    await lookAt(page, 'people-start', faults);
    await search(syntheticNik(1));
    await page.getByRole('link', { name }).click();
    await page.getByRole('link', { name: 'Lihat rumah tangga' }).click();
    await page.getByText('Lihat keadaan pada tanggal lain').click();
    await page.getByLabel('Keadaan pada tanggal').fill('2000-01-01');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.getByTestId('past').waitFor();
    expect(await page.getByTestId('empty').innerText()).toContain('pada tanggal itu');
    await lookAt(page, 'family-past', faults);
    await page.goto(`${page.url().split('?')[0] ?? ''}?per=kemarin`);
    expect(await page.getByRole('alert').innerText()).toContain('tidak dapat dibaca');
    expect(await page.getByTestId('family-member').count()).toBe(2);
    expect(faults).toEqual([]);
  });
});

async function record(container: Container, by: Sender): Promise<void> {
  const known = { nik: syntheticNik(1), name, birthDate: '1980-01-01', sex: 'P' as const, desaCode: desa };
  const [kk, other] = [syntheticKk(1), syntheticKk(2)];
  const verification = { on: '2025-12-20', by: 'Uji Petugas', result: 'Layak' };
  await takeSource(container, { source: 'DTKS', asOf: '2025-12-01' }, [
    sourceRow(1, { ...known, kk, motherName: 'Uji Ibu', relation: 'Istri' }),
  ]);
  await takeSource(container, { source: 'DTSEN', asOf: '2026-01-15' }, [
    sourceRow(1, { ...known, kk, desil: 2, verification, occupation: 'Mengurus rumah tangga' }),
  ]);
  await takeSource(container, { source: 'P3KE', asOf: '2026-03-01' }, [
    sourceRow(1, {
      ...known,
      name: 'Siti Aminah binti Uji',
      kk: other,
      desil: 1,
      address: 'Jl. Contoh 1 RT 2',
    }),
  ]);
  await takeSource(container, { source: 'PMKS', asOf: '2026-03-01' }, [
    sourceRow(1, { ...known, desil: null, category: '23' }),
  ]);
  const members = [member(name, { nik: known.nik, relation: 'wife', birthDate: known.birthDate })];
  const told = {
    kk,
    nik: syntheticNik(2),
    name: 'Uji Suami',
    members,
    indicators: ['no_latrine', 'cooking_fuel'],
  };
  await registered(container, by, household(desa, told));
  await registered(container, by, pmks(desa, { ...known, kk, categories: ['23'] }));
  await giveAid(container, known.nik);
}

async function giveAid({ database, unitOfWork, storage, config }: Container, nik: string): Promise<void> {
  const { id: personId } = await database.person.findFirstOrThrow({
    where: { nikMac: storage.index.mac('nik', nik) },
  });
  const { id: userId } = await database.consoleUser.findFirstOrThrow({ where: { username: 'supervisor' } });
  const item = {
    key: 'uji',
    personId,
    programCode: 'uji',
    givenOn: '2026-04-01',
    amount: 600_000,
    goods: null,
    listId: null,
  };
  await database.aidProgram.create({
    data: { code: 'uji', name: 'Bantuan Uji', active: true, version: 1, createdAt: new Date() },
  });
  await unitOfWork.run((tx) =>
    recordAid(tx, {
      recorder: { type: 'user', userId },
      items: [item],
      now: new Date(),
      timeZone: config.timeZone,
    }),
  );
}
