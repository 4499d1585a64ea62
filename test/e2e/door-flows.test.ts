/** The ways in and one's own account, with second factors as in production, in every manner. */
import { beforeAll, describe, expect } from 'vitest';
import type { Container } from '../../src/container.js';
import { usersOf } from '../../src/parts.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { hasBrowser } from '../support/browser.js';
import { ConsoleHttp } from '../support/console-http.js';
import { enter, inEveryManner, type Flows, type Seat } from '../support/manners.js';
import { staff } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';

const fresh = 'lima kata acak yang baru';

describe.skipIf(!hasBrowser())('the way in', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  // Stands still: how long a step takes must not decide which code is the next.
  const now = new Date();
  let n = 0;

  beforeAll(async () => {
    site = await openTestSite({ env: { TRIAL: 'false', TRUST_PROXY: 'true' }, clock: { now: () => now } });
    ({ container } = site);
    await makeUser(container, { username: 'kepala.ti', role: 'admin' });
  });

  const named = () => {
    n += 1;
    return `uji.pintu${String(n)}`;
  };
  const reviewer = async () => {
    const username = named();
    return { username, id: await makeUser(container, { username, role: 'reviewer' }) };
  };
  const admin = () => staff(container, 'kepala.ti');
  const button = ({ page }: Seat, name: string) => page.getByRole('button', { name, exact: true });
  const press = (seat: Seat, name: string) => seat.hand.press(button(seat, name));
  const write = (seat: Seat, label: string, text: string) =>
    seat.hand.write(seat.page.getByLabel(label, { exact: true }), text);
  const choosePassword = async (seat: Seat, password: string, again = password) => {
    await write(seat, 'Kata sandi baru', password);
    await write(seat, 'Ulangi kata sandi baru', again);
  };
  const secretOf = async ({ page }: Seat) => (await page.getByTestId('secret').textContent()) ?? '';
  const recoveryCodes = async ({ page }: Seat) => {
    await page.getByTestId('recovery-codes').waitFor();
    return page.getByTestId('recovery-codes').getByRole('listitem').allTextContents();
  };
  const refused = async ({ page }: Seat) => page.getByTestId('problems').waitFor();
  const within = async ({ page }: Seat) => page.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
  const leave = async (seat: Seat) => {
    await press(seat, 'Keluar');
    await seat.page.getByLabel('Nama pengguna').waitFor();
  };

  const flows: Flows = {
    'comes by an invitation, sets up both steps, and signs in by codes that are good once': async (
      _at,
      visit,
    ) => {
      const username = named();
      const invited = { username, name: 'Uji Contoh', role: 'supervisor', regions: ['64.08'], grants: [] };
      const { link } = await usersOf(container).invite(await admin(), invited, '');
      const seat = await visit();
      const { page, hand, open } = seat;
      await open(`/console/undangan/${link}`);
      await choosePassword(seat, userPassword, 'bukan kata yang sama');
      await press(seat, 'Simpan kata sandi');
      await refused(seat);
      await choosePassword(seat, userPassword);
      await press(seat, 'Simpan kata sandi');
      await page.getByTestId('secret').waitFor();
      const secret = await secretOf(seat);
      await write(seat, 'Kode 6 angka', '000000');
      await press(seat, 'Pasang');
      await refused(seat);
      expect(await secretOf(seat)).toBe(secret);
      await write(seat, 'Kode 6 angka', appCode(secret, now));
      await press(seat, 'Pasang');
      const [recovery = ''] = await recoveryCodes(seat);
      await hand.press(page.getByRole('link', { name: 'Sudah saya simpan' }));
      await within(seat);

      const giveCode = async (code: string) => {
        await write(seat, 'Kode', code);
        await press(seat, 'Masuk');
      };
      await leave(seat);
      await enter(seat, username, userPassword);
      await giveCode(appCode(secret, now));
      await refused(seat);
      await giveCode(appCode(secret, now, 1));
      await within(seat);
      await leave(seat);
      await enter(seat, username, userPassword);
      await giveCode(recovery.toLowerCase());
      await within(seat);
      await leave(seat);
      await enter(seat, username, userPassword);
      await giveCode(recovery);
      await refused(seat);
      await press(seat, 'Batal dan keluar');
      await page.getByLabel('Nama pengguna').waitFor();
      await open(`/console/undangan/${link}`);
      await hand.press(page.getByRole('link', { name: 'Ke halaman masuk' }));
      await page.getByLabel('Nama pengguna').waitFor();
    },

    'must choose another password, and goes on to where they were going': async (_at, visit) => {
      const { username, id } = await reviewer();
      const seat = await visit();
      const { page, open } = seat;
      await enter(seat, username, userPassword);
      await within(seat);
      await usersOf(container).requirePasswordChange(await admin(), id, '');
      await open('/console/akun');
      await page.getByRole('heading', { name: 'Ganti kata sandi' }).waitFor();
      await choosePassword(seat, userPassword);
      await press(seat, 'Simpan kata sandi');
      await refused(seat);
      await choosePassword(seat, fresh);
      await press(seat, 'Simpan kata sandi');
      await page.getByRole('heading', { name: 'Akun saya' }).waitFor();
    },

    'sets up a second factor of their own accord, makes new codes, and moves to another phone': async (
      _at,
      visit,
    ) => {
      const { username } = await reviewer();
      const seat = await visit();
      const { page, hand, open } = seat;
      await enter(seat, username, userPassword);
      await within(seat);
      await open('/console/akun');
      await hand.press(page.getByRole('link', { name: 'Pasang verifikasi dua langkah' }));
      await page.getByTestId('secret').waitFor();
      const setUp = async (password: string) => {
        await write(seat, 'Kode 6 angka', appCode(await secretOf(seat), now));
        await write(seat, 'Kata sandi sekarang', password);
        await press(seat, 'Pasang');
      };
      await setUp('bukan sandinya ini');
      await refused(seat);
      await setUp(userPassword);
      const first = await recoveryCodes(seat);
      await hand.press(page.getByRole('link', { name: 'Sudah saya simpan' }));
      await hand.press(page.locator('summary', { hasText: 'Buat kode pemulihan baru' }));
      await hand.write(page.getByLabel('Kata sandi sekarang').first(), userPassword);
      await press(seat, 'Buat kode pemulihan baru');
      await page.getByRole('heading', { name: 'Simpan kode pemulihan' }).waitFor();
      const second = await recoveryCodes(seat);
      expect(second).not.toContain(first[0]);
      await hand.press(page.getByRole('link', { name: 'Sudah saya simpan' }));
      await hand.press(page.getByRole('link', { name: 'Pindah ke telepon lain' }));
      await page.getByTestId('secret').waitFor();
      await setUp(userPassword);
      expect(await recoveryCodes(seat)).not.toContain(second[0]);
      // This page came with a new session, and its forms are that session's.
      await leave(seat);
    },

    'ends a session elsewhere, and changes the password': async (_at, visit) => {
      const { username } = await reviewer();
      for (let other = 0; other < 2; other += 1) {
        await ConsoleHttp.signIn(site.url, username, userPassword);
      }
      const seat = await visit();
      const { page, hand, open } = seat;
      await enter(seat, username, userPassword);
      await within(seat);
      await open('/console/akun');
      expect(await page.getByTestId('session').count()).toBe(3);
      await hand.press(page.getByRole('button', { name: /^Akhiri sesi/ }).first());
      await page.getByTestId('flash').getByText('Sesi itu sudah diakhiri').waitFor();
      expect(await page.getByTestId('session').count()).toBe(2);
      await write(seat, 'Kata sandi sekarang', 'bukan sandinya ini');
      await choosePassword(seat, fresh);
      await press(seat, 'Ganti kata sandi');
      await refused(seat);
      await write(seat, 'Kata sandi sekarang', userPassword);
      await choosePassword(seat, fresh);
      await press(seat, 'Ganti kata sandi');
      await page.getByTestId('flash').getByText('Kata sandi sudah diganti').waitFor();
      expect(await page.getByTestId('session').count()).toBe(1);
    },
  };

  inEveryManner(() => ({ browser: site.browser, url: site.url }), flows);
});
