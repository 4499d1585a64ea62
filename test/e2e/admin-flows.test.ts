/** What admins and supervisors keep in order, in every manner. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import type { Container } from '../../src/container.js';
import { dayIn } from '../../src/domain/time.js';
import { accountsOf, consoleOf, enrolmentOf } from '../../src/parts.js';
import { recountDue } from '../../src/usecases/reference/recount-due.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { hasBrowser } from '../support/browser.js';
import { household, registered, type Sender } from '../support/kinds.js';
import { inEveryManner, type Flows } from '../support/manners.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { kecamatanFile } from '../support/shapes.js';
import { openTestSite, type TestSite } from '../support/site.js';

const desa = '64.08.01.2001';
const DAY_MS = 86_400_000;
const from = { ip: '127.0.0.1', userAgent: '' };

describe.skipIf(!hasBrowser())('the console', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let by: Sender;
  let n = 0;

  beforeAll(async () => {
    site = await openTestSite({ env: { WHATSAPP_ACCOUNT: 'utama' } });
    ({ container } = site);
    by = await syntheticContact(container);
  });

  const subject = () => {
    n += 1;
    return { name: `Uji Urus ${String(n)}`, nik: syntheticNik(n), kk: syntheticKk(n) };
  };
  const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
  const told = (page: Page, text: string | RegExp) => page.getByTestId('flash').getByText(text).waitFor();
  /** Of their phone number. */
  const person = () => {
    n += 1;
    return { name: `Uji Pelapor ${String(n)}`, phone: `0812990${String(10_000 + n)}` };
  };
  const enrolled = async () => {
    const { name, phone } = person();
    const input = { name, phone, role: 'psm', desaCodes: ['64.08.01.2002'] };
    return { name, ...(await enrolmentOf(container).enrol(await staff(container, 'admin'), input, '')) };
  };
  /** Who has set up a second factor. */
  const guarded = async () => {
    n += 1;
    const username = `uji.urus${String(n)}`;
    const id = await makeUser(container, { username, role: 'reviewer' });
    const { token } = await consoleOf(container).signIn({ username, password: userPassword, ...from });
    const { secret } = await accountsOf(container).offerSecondFactor(token);
    const input = { code: appCode(secret, new Date()), password: userPassword };
    await accountsOf(container).confirmSecondFactor(token, input, from);
    return { id, username };
  };

  const flows: Flows = {
    'puts up a map, is told what is wrong with one, and takes it down': async (at) => {
      const { page, hand, open } = await at('admin');
      const put = async (text: string) => {
        const file = { name: 'peta.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) };
        await hand.attach(page.getByLabel('Berkas GeoJSON'), file);
        await hand.press(button(page, 'Pasang peta'));
      };
      await open('/console/sistem');
      await hand.press(page.getByRole('link', { name: 'Lihat atau pasang peta' }));
      await page.getByTestId('empty').waitFor();
      await put('{"type":"Topology"}');
      await page.getByTestId('problems').getByText('bukan FeatureCollection').waitFor();
      await put(await kecamatanFile(container));
      await told(page, '18 kecamatan');
      await page.getByTestId('map-preview').waitFor();
      await submitKind(container, by, household(desa, subject()));
      const reader = await at('supervisor');
      await reader.open('/console/ringkasan');
      await reader.hand.press(reader.page.getByTestId('shapes').getByRole('link').first());
      await reader.page.waitForURL(/kecamatan=/);
      await hand.press(button(page, 'Hapus bentuk kecamatan'));
      await told(page, 'Bentuk wilayah dihapus.');
      await page.getByTestId('empty').waitFor();
    },

    'imports a list of reporters, after a look at it': async (at) => {
      const { page, hand, open } = await at('admin');
      const { name, phone } = person();
      const place = container.storage.regions.desa.get(desa);
      const upload = async (text: string) => {
        const file = { name: 'uji.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
        await hand.attach(page.getByLabel('Berkas CSV atau Excel'), file);
        await hand.press(button(page, 'Unggah dan periksa'));
      };
      await open('/console/pelapor');
      await hand.press(page.getByRole('link', { name: 'Impor dari CSV atau Excel' }));
      await page.getByLabel('Berkas CSV atau Excel').waitFor();
      await upload('a;b;c');
      await page.getByTestId('problems').getByText('Baris judul tidak ditemukan').waitFor();
      await upload(
        `nama;jabatan;no hp;desa;kecamatan\n${name};PSM;${phone};${place?.name ?? ''};${place?.kecamatan ?? ''}\nX;camat;12;Tidak Ada;`,
      );
      const tabs = page.getByRole('navigation', { name: 'Saring menurut hasil' });
      await hand.press(tabs.getByRole('link', { name: 'Salah' }));
      await page.getByTestId('import-row').getByText('bukan nomor telepon').waitFor();
      await hand.press(button(page, 'Simpan 1 pelapor baru dan 0 perubahan'));
      await told(page, 'Impor selesai: 1 pelapor baru');
    },

    'changes a reporter, connects and disconnects their chat, and stops them for a time': async (at) => {
      const { name, id } = await enrolled();
      const { page, hand, open } = await at('admin');
      await open('/console/pelapor');
      await hand.write(page.getByPlaceholder('Bagian dari nama'), name);
      await hand.press(button(page, 'Terapkan'));
      await hand.press(page.getByRole('link', { name, exact: true }));
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      const edit = page.locator('form[action$="/ubah"]');
      await hand.write(edit.getByLabel('Telepon'), '12');
      await hand.press(button(edit, 'Simpan'));
      await page.getByTestId('problems').waitFor();
      expect(await edit.getByLabel('Telepon').inputValue()).toBe('12');
      await hand.write(edit.getByLabel('Telepon'), person().phone);
      await hand.press(button(edit, 'Simpan'));
      await told(page, 'Perubahan disimpan.');
      await hand.press(button(page, 'Buat kode'));
      await page.getByTestId('invite-code').waitFor();
      await hand.press(button(page, 'Cabut kode'));
      await told(page, 'Kode undangan dicabut.');
      const message = { channel: 'simulator', account: 'web', address: id, chat: 'private' } as const;
      const content = { type: 'text', text: 'bantuan' } as const;
      const [contactId = ''] = await container.inbox.save([{ ...message, providerId: id, content }]);
      await container.database.contact.update({ where: { id: contactId }, data: { reporterId: id } });
      await open(`/console/pelapor/${id}`);
      await hand.press(button(page, 'Putuskan Simulator'));
      await told(page, 'Obrolan diputus.');
      await hand.press(button(page, 'Hentikan sementara'));
      await told(page, 'dihentikan sementara');
      await hand.press(button(page, 'Aktifkan lagi'));
      await told(page, 'aktif lagi');
    },

    'hands a desa over to somebody new': async (at) => {
      const { id } = await enrolled();
      const { page, hand, open } = await at('admin');
      const successor = person();
      await open(`/console/pelapor/${id}`);
      await hand.press(page.getByRole('link', { name: /^Serahkan / }));
      await hand.press(button(page, 'Serahkan desa'));
      await page.getByTestId('problems').waitFor();
      await hand.write(page.getByLabel('Nama'), successor.name);
      await hand.choose(page.getByLabel('Jabatan'), 'PSM');
      await hand.write(page.getByLabel('Telepon'), successor.phone);
      await hand.press(button(page, 'Serahkan desa'));
      await told(page, 'Desa diserahkan.');
      await page.getByRole('heading', { name: successor.name }).waitFor();
    },

    'changes a user, frees them of a lost phone, resets their password, and shuts them out': async (at) => {
      const { username } = await guarded();
      const { page, hand, open } = await at('admin');
      await open('/console/pengguna');
      await hand.press(page.getByRole('link', { name: `Uji ${username}`, exact: true }));
      const edit = page.locator('form[action$="/ubah"]');
      await hand.write(edit.getByLabel('Nama', { exact: true }), `Uji Contoh ${username}`);
      await hand.tick(edit.getByLabel('Kasus sensitif'));
      await hand.press(button(edit, 'Simpan'));
      await told(page, 'Perubahan pengguna disimpan.');
      await page.getByRole('heading', { name: `Uji Contoh ${username}` }).waitFor();
      await hand.press(button(page, 'Wajibkan ganti kata sandi'));
      await told(page, 'diminta mengganti kata sandi');
      await hand.press(button(page, 'Hapus verifikasi dua langkah'));
      await told(page, 'Verifikasi dua langkah pengguna ini dihapus');
      await hand.press(button(page, 'Atur ulang kata sandi'));
      await page.getByTestId('invitation').waitFor();
      await hand.press(button(page, 'Nonaktifkan'));
      await told(page, 'dinonaktifkan');
      await hand.press(button(page, 'Aktifkan lagi'));
      await told(page, 'diaktifkan lagi');
    },

    'keeps the days until a decision, and is told what is wrong with them': async (at) => {
      n += 1;
      const { page, hand, open } = await at('admin');
      await open('/console/acuan');
      await hand.write(page.getByLabel('Rumah tangga miskin baru'), '0');
      await hand.press(button(page, 'Simpan'));
      await page.getByTestId('problems').waitFor();
      await hand.write(page.getByLabel('Rumah tangga miskin baru'), String(10 + (n % 40)));
      await hand.press(button(page, 'Simpan'));
      await told(page, 'dihitung ulang');
      const running = await container.database.dueRecount.findMany({ where: { finishedAt: null } });
      for (const { id: recountId } of running) await recountDue(container, { recountId });
      await open('/console/acuan');
      await page.getByTestId('recount').getByText('Dihitung ulang').waitFor();
    },

    'adds a reason and a question, and takes them out of use': async (at) => {
      n += 1;
      const { page, hand, open } = await at('admin');
      const opened = () => page.locator('details[open]');
      for (const [tab, topic, add, field, text] of [
        ['alasan', '#reject_reason', 'Tambah alasan', 'Bunyi alasan', `Dibantu program ${String(n)}`],
        ['pertanyaan', '#pertanyaan', 'Tambah pertanyaan', 'Pertanyaan', `Mohon dicek ${String(n)} kali.`],
      ] as const) {
        await open(`/console/acuan/${tab}`);
        const section = page.locator('section', { has: page.locator(topic) });
        await hand.press(section.locator('summary', { hasText: add }));
        await hand.write(opened().getByLabel(field, { exact: true }), text);
        await hand.press(button(opened(), 'Tambahkan'));
        await told(page, 'Perubahan disimpan.');
        await hand.press(section.locator('summary', { hasText: text }));
        await hand.untick(opened().getByLabel('Dipakai'));
        await hand.press(button(opened(), 'Simpan'));
        await told(page, 'Perubahan disimpan.');
        await section.locator('summary', { hasText: text }).getByText('tidak dipakai').waitFor();
      }
    },

    'keeps the limits of a category': async (at) => {
      n += 1;
      const { page, hand, open } = await at('admin');
      await open('/console/acuan/kategori');
      const category = page.locator('#kategori-08');
      await hand.press(category.locator('summary'));
      await hand.write(category.getByLabel('Umur paling tinggi'), '5');
      await hand.press(button(category, 'Simpan'));
      await page.getByTestId('problems').getByText('tidak boleh di atas').waitFor();
      await hand.write(category.getByLabel('Umur paling tinggi'), String(70 + (n % 50)));
      await hand.press(button(category, 'Simpan'));
      await told(page, 'Perubahan disimpan.');
    },

    'pairs a WhatsApp number, and looks how the service is': async (at) => {
      const { database, status } = container;
      await status.set('whatsapp', 'utama', { state: 'pairing', pairing: 'ABCD1234' });
      const { page, hand, open } = await at('admin');
      await open('/console/sistem');
      await hand.press(page.getByRole('navigation').first().getByRole('link', { name: 'Kanal' }));
      const card = page.getByTestId('channel-whatsapp');
      await card.getByTestId('pairing-code').getByText('ABCD-1234').waitFor();
      await status.set('whatsapp', 'utama', { state: 'pairing', pairing: `2@${'x'.repeat(200)}` });
      await open('/console/kanal');
      await card.getByRole('img').waitFor();
      await database.channelStatus.deleteMany({ where: { channel: 'whatsapp' } });
    },

    'goes on duty for emergencies, and makes a code for their own chat': async (at) => {
      const { page, hand, open } = await at('verifikator');
      await open('/console/peringatan');
      await hand.press(button(page, 'Mulai bertugas'));
      await told(page, 'sekarang bertugas');
      await hand.press(button(page, 'Buat kode'));
      await page.getByTestId('invite-code').waitFor();
      await open('/console/peringatan');
      await hand.press(button(page, 'Selesai bertugas'));
      await told(page, 'tidak bertugas');
    },

    'finds in the access log who opened a case, and goes there': async (at) => {
      const caseId = await submitKind(container, by, household(desa, subject()));
      const { number } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
      const { page, hand, open } = await at('supervisor');
      await open(`/console/kasus/${caseId}/cetak`);
      await open('/console/catatan-akses');
      const today = dayIn(container.config.timeZone, new Date());
      await hand.write(page.getByLabel('Nomor'), number);
      await hand.choose(page.getByLabel('Tindakan'), 'Mencetak laporan');
      await hand.writeDay(page.getByLabel('Dari tanggal'), today);
      await hand.writeDay(page.getByLabel('Sampai tanggal'), today);
      await hand.press(button(page, 'Terapkan'));
      await page.waitForURL(/nomor=/);
      expect(await page.getByTestId('access-row').count()).toBe(1);
      await hand.press(page.getByTestId('access-row').getByRole('link', { name: number }));
      await page.getByTestId('answers').waitFor();
    },

    'chooses days of their own in the overview, and goes to the cases behind a number': async (at) => {
      const { page, hand, open } = await at('supervisor');
      await open('/console/ringkasan');
      const day = (ago: number) => dayIn(container.config.timeZone, new Date(Date.now() - ago * DAY_MS));
      await hand.writeDay(page.getByLabel('Dari tanggal'), day(2000));
      await hand.writeDay(page.getByLabel('Sampai tanggal'), day(0));
      await hand.press(button(page, 'Terapkan'));
      await page.getByTestId('problems').waitFor();
      await hand.writeDay(page.getByLabel('Dari tanggal'), day(40));
      await hand.press(button(page, 'Terapkan'));
      await page.waitForURL(new RegExp(`dari=${day(40)}.*sampai=${day(0)}`));
      await hand.press(page.getByTestId('figure').getByRole('link', { name: 'Laporan masuk' }));
      await page.waitForURL(new RegExp(`masuk_dari=${day(40)}`));
      await page.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
    },

    'takes Data Pemda out as a file, with its numbers, once a purpose is given': async (at) => {
      const { headName: name } = await registered(container, by, household(desa, subject()));
      const { page, hand, open } = await at('supervisor');
      await open('/console/data-pemda');
      await hand.write(page.getByLabel('Cari'), name);
      await hand.press(button(page, 'Terapkan'));
      await page.waitForURL(/cari=/);
      await hand.press(page.getByRole('link', { name: 'Unduh daftar ini' }));
      await hand.tick(page.getByLabel('Sertakan NIK'));
      await hand.choose(page.getByLabel('Bentuk berkas'), 'CSV, dengan titik koma');
      await hand.choose(page.getByLabel('Untuk apa'), 'Lainnya');
      await hand.press(button(page, 'Unduh'));
      await page.getByTestId('problems').waitFor();
      expect(await page.getByLabel('Sertakan NIK').isChecked()).toBe(true);
      await hand.write(page.getByLabel('Penjelasan'), 'Rapat koordinasi');
      const saved = page.waitForEvent('download');
      await hand.press(button(page, 'Unduh'));
      expect((await saved).suggestedFilename()).toMatch(/^data-pemda-.*\.csv$/);
    },
  };

  inEveryManner(() => ({ browser: site.browser, url: site.url }), flows);
});
