/** What reviewers and supervisors do around the queue and a case besides deciding, in every manner. */
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect } from 'vitest';
import type { Container } from '../../src/container.js';
import { pageBlobId } from '../../src/domain/channel/pages.js';
import { escalationRulesOf } from '../../src/parts.js';
import { runBulk } from '../../src/usecases/bulk/run-rows.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { raiseEscalations } from '../../src/usecases/escalation/raise.js';
import { hasBrowser } from '../support/browser.js';
import { household, objectTo, type Sender } from '../support/kinds.js';
import { inEveryManner, type Flows } from '../support/manners.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';

const desa = '64.08.01.2001';
const DAY_MS = 86_400_000;

describe.skipIf(!hasBrowser())('the console', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let by: Sender;
  let n = 0;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container } = site);
    by = await syntheticContact(container);
  });

  const subject = () => {
    n += 1;
    return { name: `Uji Telaah ${String(n)}`, nik: syntheticNik(n), kk: syntheticKk(n) };
  };
  const waiting = (more: object = {}, at?: Date) =>
    submitKind(container, by, household(desa, { ...subject(), ...more }), at);
  const caseOf = (caseId: string) => `/console/kasus/${caseId}`;
  const rowOf = (id: string) => container.database.case.findUniqueOrThrow({ where: { id } });
  const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
  const told = (page: Page, text: string) => page.getByTestId('flash').getByText(text).waitFor();
  const photo = async (background: string) => {
    const id = uuidv7();
    const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const source = { kind: 'upload', blobId: uuidv7() } as const;
    await container.unitOfWork.run((tx) => tx.attachments.register({ id, contactId: by.contactId, source }));
    await container.blobs.put(pageBlobId(id, 1), bytes);
    const stored = { state: 'stored', mime: 'image/jpeg', width: 1200, height: 800 };
    await container.database.attachment.update({ where: { id }, data: stored });
    return { id, role: 'house_front' } as const;
  };

  const flows: Flows = {
    'sees the photos of a report large': async (at) => {
      const photos = [await photo('#5a7d5a'), await photo('#7d6a5a')];
      const caseId = await waiting({ photos });
      await container.database.attachment.updateMany({
        where: { id: { in: photos.map(({ id }) => id) } },
        data: { caseId },
      });
      const { page, hand, open, scripts } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: 'Lihat ukuran penuh: Foto 1' }));
      if (!scripts) {
        await page.waitForURL(/\/foto\//);
        expect(await page.locator('img').count()).toBe(1);
        await open(caseOf(caseId));
        return;
      }
      const viewer = page.getByRole('dialog', { name: 'Foto laporan' });
      const wide = async () => (await viewer.getByRole('img').boundingBox())?.width ?? 0;
      await expect.poll(wide).toBeGreaterThan(200);
      const fitting = await wide();
      await hand.press(viewer.getByRole('button', { name: 'Perbesar' }));
      await expect.poll(wide).toBeGreaterThan(fitting * 1.4);
      await hand.press(viewer.getByRole('button', { name: 'Foto berikutnya' }));
      await viewer.getByText('2 dari 2').waitFor();
      await hand.press(viewer.getByRole('button', { name: 'Tutup' }));
      await viewer.waitFor({ state: 'hidden' });
    },

    'sees that a report came while the queue was open, and loads it': {
      scripted: 'the page is told by its script; without one it is loaded anew',
      flow: async (at) => {
        const { page, hand, open } = await at('verifikator');
        await open('/console?urut=newest');
        await page.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
        // The stream is open when the first change comes through it.
        const live = page.getByTestId('live');
        let caseId = '';
        await expect
          .poll(
            async () => {
              caseId = await waiting();
              return live.isVisible();
            },
            { interval: 300, timeout: 20_000 },
          )
          .toBe(true);
        const { number } = await rowOf(caseId);
        await hand.press(live.getByRole('link', { name: 'Muat' }));
        await page.getByRole('link', { name: number }).waitFor();
      },
    },

    'takes over what a colleague holds, who is told so': async (at) => {
      const caseId = await waiting();
      const first = await at('verifikator');
      await first.open(caseOf(caseId));
      await first.hand.press(button(first.page, 'Ambil'));
      await first.page.getByRole('button', { name: 'Lepaskan' }).waitFor();
      const second = await at('supervisor');
      await second.open(caseOf(caseId));
      await second.hand.press(button(second.page, 'Ambil alih'));
      await second.page.getByRole('button', { name: 'Lepaskan' }).waitFor();
      await first.open(caseOf(caseId));
      await first.page.getByTestId('taken').getByText('mengambil alih laporan ini').waitFor();
      await second.hand.press(button(second.page, 'Lepaskan'));
      await second.page.getByRole('button', { name: 'Ambil', exact: true }).waitFor();
    },

    'is told that somebody was sooner, and keeps what they wrote': async (at) => {
      const caseId = await waiting();
      const { page, hand, open } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByText('Laporan ini tidak dapat diterima'));
      const form = page.getByTestId('decision-reject');
      await hand.choose(form.getByLabel('Alasan'), 'Alasan lain');
      await hand.write(form.getByLabel('Penjelasan untuk pelapor'), 'Warga ini sudah pindah.');
      const sooner = await staff(container, 'verifikator2');
      const approve = { type: 'approve', note: '' } as const;
      await decideCase(container, sooner, { caseId, version: 2, decision: approve, ip: '' });
      await hand.press(button(form, 'Tolak'));
      await page.getByTestId('overtaken').getByText(sooner.name).waitFor();
      expect(await page.getByLabel('Yang tadi Anda tulis').inputValue()).toBe('Warga ini sudah pindah.');
      expect((await rowOf(caseId)).state).toBe('approved');
    },

    'answers an objection that is right, which reopens the case': async (at) => {
      const caseId = await waiting();
      const decision = { type: 'reject', reason: 'other', note: 'Belum sesuai.' } as const;
      const decider = await staff(container, 'verifikator');
      await decideCase(container, decider, { caseId, version: 2, decision, ip: '' });
      await objectTo(container, by, { caseId, note: 'Mohon dilihat lagi.' });
      const { page, hand, open } = await at('supervisor');
      await open('/console?status=objected');
      await hand.press(page.getByRole('link', { name: (await rowOf(caseId)).number }));
      await hand.tick(page.getByLabel('Sanggah diterima'));
      await hand.press(button(page, 'Kirim jawaban'));
      await page.getByTestId('problems').waitFor();
      expect(await page.getByLabel('Sanggah diterima').isChecked()).toBe(true);
      await hand.write(page.getByLabel('Penjelasan untuk pelapor'), 'Terima kasih, kami lihat lagi.');
      await hand.press(button(page, 'Kirim jawaban'));
      await told(page, 'Pelapor menerima jawabannya');
      expect((await rowOf(caseId)).state).toBe('in_review');
    },

    'takes back that two are different': async (at) => {
      const twin = { ...subject(), nik: null };
      await submitKind(container, by, household(desa, twin));
      const caseId = await submitKind(container, by, household(desa, { ...twin, name: 'Uji Saudara' }));
      const { page, hand, open } = await at('verifikator');
      await open(caseOf(caseId));
      const compare = () => hand.press(page.getByRole('link', { name: /^Bandingkan/ }).first());
      await compare();
      await hand.press(page.getByTestId('different').locator('summary'));
      await hand.choose(page.getByLabel('Mengapa bukan duplikat'), 'Orangnya berbeda');
      await hand.press(button(page, 'Bukan duplikat'));
      await told(page, 'Dicatat: bukan duplikat');
      const decided = page.getByText(/^Sudah diperiksa, bukan duplikat/);
      await hand.press(decided);
      await compare();
      await page.getByTestId('verdict').waitFor();
      await hand.press(button(page.getByTestId('verdict'), 'Batalkan'));
      await told(page, 'kembali sebagai kemungkinan ganda');
    },

    'has another one look in the field, prints their task, and calls it off': async (at) => {
      const caseId = await waiting();
      const { page, hand, open } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: 'Minta cek lapangan' }));
      const choose = async (within: Page | Locator, begins: string) => {
        const list = within.getByLabel('Siapa yang mengecek');
        await list.waitFor();
        const names = await list.locator('option').allTextContents();
        await hand.choose(list, names.map((one) => one.trim()).find((one) => one.startsWith(begins)) ?? '');
      };
      await hand.press(button(page, 'Kirim tugas'));
      await page.getByTestId('problems').waitFor();
      await choose(page, 'Supervisor Uji,');
      await hand.write(page.getByLabel('Catatan untuk yang mengecek'), 'Mohon dilihat sore hari.');
      await hand.press(button(page, 'Kirim tugas'));
      await told(page, 'Tugas cek lapangan');
      await hand.press(page.getByText('Ganti yang mengecek'));
      const change = page.locator('form[action$="/ganti"]');
      await choose(change, 'Verifikator Uji Dua');
      await hand.write(change.getByLabel('Alasan'), 'Sedang cuti.');
      await hand.press(button(change, 'Ganti'));
      await page.getByTestId('open-check').getByText('Verifikator Uji Dua').first().waitFor();
      await hand.press(page.getByRole('link', { name: 'Surat tugas' }));
      await page.getByRole('heading', { name: 'Surat tugas cek lapangan' }).waitFor();
      await open(`${caseOf(caseId)}/cek-lapangan`);
      await hand.press(page.locator('summary', { hasText: 'Batalkan' }));
      const cancel = page.locator('form[action$="/batal"]');
      await hand.press(button(cancel, 'Batalkan cek lapangan'));
      await page.getByTestId('problems').waitFor();
      await hand.write(cancel.getByLabel('Alasan'), 'Sudah jelas dari foto.');
      await hand.press(button(cancel, 'Batalkan cek lapangan'));
      await page.getByRole('heading', { name: 'Minta cek lapangan' }).waitFor();
    },

    'ticks some reports, takes them, and stops when about to give them back': async (at) => {
      const caseIds = [await waiting(), await waiting()];
      const { page, hand, open } = await at('verifikator');
      for (const [action, holder, start] of [
        ['Ambil untuk saya', 'nobody', 'Ambil untuk saya: 2 laporan'],
        ['Lepaskan', 'me', 'Lepaskan: 2 laporan'],
      ] as const) {
        await open(`/console?urut=newest&pemegang=${holder}`);
        for (const caseId of caseIds) await hand.tick(page.locator(`input[value="${caseId}"]`));
        // Its script opens it with the first tick.
        const bulk = page.getByTestId('bulk');
        if ((await bulk.getAttribute('open')) === null) await hand.press(bulk.locator('summary'));
        await hand.choose(page.getByLabel('Tindakan'), action);
        await hand.press(button(page, 'Lihat pratinjau'));
        await hand.press(button(page, start));
        await page.getByTestId('run-state').waitFor();
        if (action === 'Lepaskan') await hand.press(button(page, 'Hentikan'));
        else {
          const { id: runId } = await container.database.bulkRun.findFirstOrThrow({
            orderBy: { id: 'desc' },
          });
          await runBulk(container, { runId });
        }
        const state = action === 'Lepaskan' ? 'stopped' : 'finished';
        await page.locator(`[data-testid=run-state][data-state=${state}]`).waitFor();
      }
      // Stopped before anything was done.
      for (const caseId of caseIds) expect((await rowOf(caseId)).claimedById).not.toBeNull();
      await container.database.case.updateMany({ data: { claimedById: null, claimedUntil: null } });
    },

    'renames a view that they saved, and opens it': async (at) => {
      n += 1;
      const [name, better] = [`Lama ${String(n)}`, `Lebih lama ${String(n)}`];
      const { page, hand, open } = await at('verifikator');
      await open('/console?lama=3');
      await hand.press(page.getByText('Simpan tampilan ini'));
      await hand.write(page.getByLabel('Nama tampilan'), name);
      await hand.press(button(page, 'Simpan'));
      await hand.press(page.getByRole('link', { name: 'Atur' }));
      await hand.write(page.getByLabel(`Nama baru untuk ${name}`), better);
      await hand.press(button(page, 'Ganti nama'));
      await told(page, 'Nama tampilan diganti.');
      await hand.press(page.getByRole('link', { name: `Buka ${better}` }));
      await page.waitForURL(/lama=3/);
      await container.database.savedView.deleteMany();
    },

    'narrows the queue down by days and photos, orders it, and steps to and fro': async (at) => {
      for (let more = 0; more < 2; more += 1) await waiting({}, new Date('2026-03-05T03:00:00Z'));
      const { page, hand, open } = await at('verifikator');
      await open('/console');
      await hand.press(page.getByText('Saringan lain'));
      const received = page.getByRole('group', { name: 'Masuk' });
      await hand.writeDay(received.getByLabel('dari'), '2026-03-05');
      await hand.writeDay(received.getByLabel('sampai'), '2026-03-05');
      await hand.choose(page.getByLabel('Urutkan'), 'Paling baru');
      await hand.press(button(page, 'Terapkan'));
      await page.waitForURL(/masuk_dari=2026-03-05/);
      await hand.press(page.locator('a[data-row]').first());
      const steps = page.getByRole('navigation', { name: 'Dalam daftar' });
      await hand.press(steps.getByRole('link', { name: 'Berikutnya' }));
      await steps.getByText(/^2 dari/).waitFor();
      await hand.press(steps.getByRole('link', { name: 'Sebelumnya' }));
      await steps.getByText(/^1 dari/).waitFor();
    },

    'gives a report that waited too long to a reviewer': async (at) => {
      const caseId = await waiting({}, new Date(Date.now() - 40 * DAY_MS));
      await raiseEscalations({ ...container, escalationRules: escalationRulesOf(container) });
      const { number } = await rowOf(caseId);
      const { page, hand, open } = await at('supervisor');
      await open('/console/eskalasi');
      const one = page.getByTestId('escalation').filter({ hasText: number });
      await hand.press(one.locator('summary'));
      await hand.choose(one.getByLabel('Tugaskan kepada'), 'Verifikator Uji Dua');
      await hand.press(button(one, 'Ditangani'));
      await page.getByTestId('flash').waitFor();
      await one.waitFor({ state: 'detached' });
    },

    'is shown where to begin, until they say that they know': async (at) => {
      for (const [username, home] of [
        ['verifikator', '/console'],
        ['supervisor', '/console'],
        ['admin', '/console/pelapor'],
      ] as const) {
        const { page, hand, open } = await at(username);
        await container.database.consoleUser.update({ where: { username }, data: { introducedAt: null } });
        const steps = page.getByTestId('first-steps');
        await open('/console/akun');
        expect(await steps.count()).toBe(0);
        await open(home);
        expect(await steps.getByRole('listitem').count()).toBe(3);
        await hand.press(steps.getByRole('button', { name: 'Mengerti' }));
        await steps.waitFor({ state: 'detached' });
        expect(new URL(page.url()).pathname).toBe(home);
        await open(home);
        expect(await steps.count()).toBe(0);
      }
    },

    'reads the guide': async (at) => {
      const { page, hand, open } = await at('verifikator');
      await open('/console');
      await hand.press(page.getByRole('contentinfo').getByRole('link', { name: 'Panduan' }));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForURL(/bantuan/);
    },
  };

  inEveryManner(() => ({ browser: site.browser, url: site.url }), flows);
});
