/** Accounts as people use them: an invitation, the second factor, one's own account, and the list of users. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { signIn } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('accounts in the browser', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let office: BrowserContext;
  let page: Page;
  let secret = '';
  // Stands still: how long a look takes must not decide which code is the next.
  const now = new Date();
  let complaints: readonly string[];
  const faults: string[] = [];
  const look = (name: string, on = page) => lookAt(on, name, faults);
  const at = (address: string) => page.goto(site.url + address);
  const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click();

  beforeAll(async () => {
    site = await openTestSite({ env: { TRIAL: 'false' }, clock: { now: () => now } });
    ({ container, browser } = site);
    office = await newVisitor(browser);
    complaints = complaintsOf(office);
    page = await office.newPage();
    await makeUser(container, { username: 'kepala.ti', role: 'admin' });
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  it('leads an admin from the password to the second factor, and from there to where they were going', async () => {
    await at('/console/kanal');
    await signIn(page, 'kepala.ti', userPassword);
    await page.getByTestId('secret').waitFor();
    await look('second-factor');
    await at('/console/pengguna');
    secret = (await page.getByTestId('secret').textContent()) ?? '';
    await page.getByLabel('Kode 6 angka').fill('000000');
    await press('Pasang');
    await page.getByTestId('problems').waitFor();
    await look('second-factor-refused');
    expect(await page.getByTestId('secret').textContent()).toBe(secret);
    await page.getByLabel('Kode 6 angka').fill(appCode(secret, now));
    await press('Pasang');
    await page.getByTestId('recovery-codes').waitFor();
    expect(await page.getByTestId('recovery-codes').getByRole('listitem').count()).toBe(10);
    await look('recovery-codes');
    await page.getByRole('link', { name: 'Sudah saya simpan' }).click();
    await page.getByRole('heading', { name: 'Pengguna', exact: true }).waitFor();
  });

  it('invites a supervisor, who sets a password and a second factor by the link alone', async () => {
    await page.getByLabel('Nama pengguna').fill('kabid.uji');
    await page.getByLabel('Nama', { exact: true }).fill('Uji Contoh Kepala Bidang');
    await page.getByLabel('Peran').selectOption('admin');
    await page.getByLabel('Kasus sensitif').check();
    await page.getByLabel(/^Seluruh/).check();
    await press('Buat undangan');
    await page.getByTestId('problems').waitFor();
    expect(await page.getByLabel('Nama pengguna').inputValue()).toBe('kabid.uji');
    await look('users-refused');
    await page.getByLabel('Peran').selectOption('supervisor');
    await press('Buat undangan');
    const link = await page.getByTestId('invitation').getByRole('code').textContent();
    await look('user-invited');

    const phone = await newVisitor(browser, 'phone');
    const visitor = await phone.newPage();
    await visitor.goto(link ?? '');
    await look('invitation', visitor);
    await visitor.getByLabel('Kata sandi baru', { exact: true }).fill('kabid.uji 2026');
    await visitor.getByLabel('Ulangi kata sandi baru').fill('kabid.uji 2026');
    await press('Simpan kata sandi', visitor);
    await visitor.getByTestId('problems').waitFor();
    await visitor.getByLabel('Kata sandi baru', { exact: true }).fill(userPassword);
    await visitor.getByLabel('Ulangi kata sandi baru').fill(userPassword);
    await press('Simpan kata sandi', visitor);
    const theirs = (await visitor.getByTestId('secret').textContent()) ?? '';
    await visitor.getByLabel('Kode 6 angka').fill(appCode(theirs, now));
    await press('Pasang', visitor);
    await visitor.getByRole('link', { name: 'Sudah saya simpan' }).click();
    await visitor.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
    await visitor.goto(link ?? '');
    await visitor.getByRole('heading', { name: 'Tautan tidak berlaku' }).waitFor();
    await look('invitation-gone', visitor);

    // The same sign-in from another place asks for a code; the one just used is refused, the next is taken.
    await phone.clearCookies();
    await visitor.goto(`${site.url}/console`);
    await signIn(visitor, 'kabid.uji', userPassword);
    await visitor.getByLabel('Kode', { exact: true }).fill(appCode(theirs, now));
    await look('code', visitor);
    await press('Masuk', visitor);
    await visitor.getByTestId('problems').waitFor();
    await visitor.getByLabel('Kode', { exact: true }).fill(appCode(theirs, now, 1));
    await press('Masuk', visitor);
    await visitor.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
    await visitor.goto(`${site.url}/console/akun`);
    expect(await visitor.getByTestId('session').count()).toBe(2);
    await look('account', visitor);
    await press('Akhiri semua sesi lain', visitor);
    await visitor.getByTestId('flash').waitFor();
    expect(await visitor.getByTestId('session').count()).toBe(1);

    // An admin wants a new password: the next page asks for it, and the one after is where they were going.
    await at('/console/pengguna');
    await look('users');
    await page.getByRole('link', { name: 'Uji Contoh Kepala Bidang' }).click();
    await press('Wajibkan ganti kata sandi');
    await page.getByTestId('flash').waitFor();
    await look('user');
    await visitor.reload();
    await look('password-due', visitor);
    await visitor.getByLabel('Kata sandi baru', { exact: true }).fill('lima kata acak yang baru');
    await visitor.getByLabel('Ulangi kata sandi baru').fill('lima kata acak yang baru');
    await press('Simpan kata sandi', visitor);
    await visitor.getByRole('heading', { name: 'Akun saya' }).waitFor();

    await press('Nonaktifkan');
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('user-state').textContent()).toBe('Nonaktif');
    await visitor.reload();
    await visitor.getByLabel('Nama pengguna').waitFor();
    await phone.close();
  });

  it('lets people look after their own account', async () => {
    await page.getByRole('link', { name: 'Uji kepala.ti' }).click();
    await page.getByLabel('Kata sandi sekarang').last().fill('bukan sandinya ini');
    await page.getByLabel('Kata sandi baru', { exact: true }).fill('lima kata acak yang baru');
    await page.getByLabel('Ulangi kata sandi baru').fill('lima kata acak yang lain');
    await press('Ganti kata sandi');
    await page.getByTestId('problems').waitFor();
    await look('account-refused');
    await page.getByText('Buat kode pemulihan baru').first().click();
    await page.getByLabel('Kata sandi sekarang').first().fill(userPassword);
    await press('Buat kode pemulihan baru');
    await page.getByTestId('recovery-codes').waitFor();
    await look('account-codes');
    await page.getByRole('link', { name: 'Sudah saya simpan' }).click();
    await page.getByRole('link', { name: 'Pindah ke telepon lain' }).click();
    await look('account-second-factor');
  });
});
