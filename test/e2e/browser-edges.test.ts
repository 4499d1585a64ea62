/** What happens to people in a browser: two at once, no signal, a closed page, no script, no mouse. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { chatPage } from '../support/chat-page.js';
import { signIn } from '../support/console-page.js';
import { tell, waitForReply } from '../support/phone.js';
import {
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticKk,
  syntheticNik,
} from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';

const [, chatter] = trialReporters;

describe.skipIf(!hasBrowser())('in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let n = 0;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  /** A case that waits for a decision; its page's address. */
  const waitingCase = async () => {
    const { container } = service;
    const by = await syntheticContact(container);
    const id = await submitSynthetic(container, by, await syntheticAnswers(container, (n += 1)));
    await expect.poll(() => stateOf(id)).toBe('in_review');
    return { id, address: `${service.url}/console/kasus/${id}` };
  };
  const stateOf = async (id: string) =>
    (await service.container.database.case.findUniqueOrThrow({ where: { id } })).state;
  const signedIn = async (context: BrowserContext, username: string, address: string) => {
    const page = await context.newPage();
    await page.goto(address);
    await signIn(page, username, `coba-${username}`);
    await page.getByTestId('decision').waitFor();
    return page;
  };

  describe.each(['approve', 'reject'] as const)('of two who press the same button, to %s,', (what) => {
    it.each(['the first is sooner', 'the second is sooner', 'both are at once'])('%s', async (order) => {
      const { id, address } = await waitingCase();
      const [first, second] = await Promise.all([
        signedIn(await newVisitor(browser), 'verifikator', address),
        signedIn(await newVisitor(browser), 'verifikator2', address),
      ]);
      const words = (page: Page) => `Kata-kata dari ${page === first ? 'yang pertama' : 'yang kedua'}.`;
      for (const page of [first, second]) {
        const form = page.getByTestId(`decision-${what}`);
        if (what === 'reject') {
          await page.getByText('Laporan ini tidak dapat diterima').click();
          await form.getByLabel('Alasan').selectOption('Tidak termasuk miskin');
        }
        await form.getByRole('textbox').fill(words(page));
      }
      const press = async (page: Page) => {
        await page.getByTestId(`decision-${what}`).getByRole('button').click();
        await page.getByTestId('flash').or(page.getByTestId('overtaken')).waitFor();
      };
      if (order === 'both are at once') await Promise.all([press(first), press(second)]);
      else
        for (const page of order === 'the first is sooner' ? [first, second] : [second, first])
          await press(page);

      const type = what === 'approve' ? 'approved' : 'rejected';
      const events = await service.container.database.caseEvent.findMany({ where: { caseId: id, type } });
      expect(events).toHaveLength(1);
      const won = (await second.getByTestId('overtaken').count()) === 1 ? first : second;
      const lost = won === first ? second : first;
      if (order !== 'both are at once') expect(won).toBe(order === 'the first is sooner' ? first : second);
      const winner = won === first ? 'Verifikator Uji Satu' : 'Verifikator Uji Dua';
      const told = await lost.getByTestId('overtaken').textContent();
      expect(told).toMatch(new RegExp(`Sudah diputuskan oleh ${winner} pada .* WITA: `));
      expect(told).toMatch(what === 'approve' ? /Disetujui|Tercatat/ : /Ditolak/);
      expect(await lost.getByLabel('Yang tadi Anda tulis').inputValue()).toBe(words(lost));
      expect(await won.getByTestId('timeline').textContent()).toContain(words(won));
      for (const page of [first, second]) await page.context().close();
    });
  });

  describe('the chat', () => {
    let context: BrowserContext;
    let page: Page;
    const address = () => `${service.url}/simulator/${chatter?.id ?? ''}`;

    beforeEach(async () => {
      context = await newVisitor(browser, 'phone');
      page = await context.newPage();
      await page.goto(address());
    });
    afterEach(async () => {
      await context.close();
    });

    it('goes on where it was after the page was closed, with what was being written', async () => {
      const phone = chatPage(page);
      await tell(phone, 'lapor miskin baru', /No\. KK/);
      await tell(phone, syntheticKk(50), /NIK/);
      await page.getByLabel('Tulis pesan').fill('6408 0101');
      await page.close();
      page = await context.newPage();
      await page.goto(address());
      const again = chatPage(page);
      expect(await page.getByTestId('bubble-person').allTextContents()).toHaveLength(2);
      expect((await again.read()).at(-1)).toMatch(/NIK kepala keluarga/);
      expect(await page.getByLabel('Tulis pesan').inputValue()).toBe('6408 0101');
      await tell(again, syntheticNik(50), /nama kepala keluarga/);
      await tell(again, 'Uji Contoh Lima Puluh', /alamat/);
    });

    it('sends what was written without signal when it is back, once and in order', async () => {
      const phone = chatPage(page);
      const before = await service.container.database.inboxMessage.count();
      const said = (await phone.read()).length;
      await context.setOffline(true);
      await phone.say('Jalan Percobaan RT 7 RW 8');
      await page.getByText('sinyal putus, mencoba lagi…').waitFor();
      await phone.say('enam orang');
      await context.setOffline(false);
      await waitForReply(phone, said, /Anggota 2/);
      await expect.poll(() => page.locator('.bubble[data-own]').count()).toBe(0);
      expect(await service.container.database.inboxMessage.count()).toBe(before + 2);
      expect(await page.getByText('Jalan Percobaan RT 7 RW 8').count()).toBe(1);
      const words = await page.locator('.bubble.person .words').allTextContents();
      expect(words.slice(-2)).toEqual(['Jalan Percobaan RT 7 RW 8', 'enam orang']);
    });

    it('says why a photo was not taken, and goes on', async () => {
      const phone = chatPage(page);
      const large = path.join(mkdtempSync(path.join(tmpdir(), 'sipmas-photo-')), 'besar.jpg');
      writeFileSync(large, '');
      truncateSync(large, 11 * 1024 * 1024);
      await page.locator('input[type=file]').setInputFiles(large);
      await page.locator('.composer button').click();
      await page.getByText('Berkas terlalu besar. Paling besar 10 MB.').waitFor();
      await tell(phone, 'lanjut', /Anggota 2/);
      await tell(phone, 'lewati', /keadaan rumah tangga/);
      rmSync(path.dirname(large), { recursive: true });
    });

    it('shows a chosen option where it stands, and does not move away from it', async () => {
      const phone = chatPage(page);
      const count = await page.locator('.bubble').count();
      const option = page.getByRole('button', { name: /^(?:✓ )?1$/ }).last();
      await option.scrollIntoViewIfNeeded();
      const place = await option.boundingBox();
      await option.click();
      await page.getByText('Dipilih: 1.').waitFor();
      await page.waitForRequest(/messages/);
      await page.waitForRequest(/messages/);
      expect(await option.getAttribute('aria-pressed')).toBe('true');
      expect(Math.abs(((await option.boundingBox())?.y ?? 0) - (place?.y ?? 0))).toBeLessThan(60);
      expect(await page.locator('.bubble').count()).toBe(count);
      await page.reload();
      expect(await page.locator('.bubble').count()).toBe(count);
      const read = (await phone.read()).length;
      await phone.press(/Selesai/);
      await waitForReply(phone, read, /foto rumah/);
      expect((await page.locator('.bubble.person .words').allTextContents()).at(-1)).toBe('Selesai');
    });
  });

  it('the page of the channels follows a pairing by itself', async () => {
    const { status } = service.container;
    await status.set('whatsapp', 'utama', { state: 'pairing', pairing: 'ABCD1234' });
    const page = await (await newVisitor(browser)).newPage();
    await page.clock.install();
    await page.goto(`${service.url}/console/kanal`);
    await signIn(page, 'admin', 'coba-admin');
    await page.getByText('ABCD-1234').waitFor();
    await status.set('whatsapp', 'utama', { state: 'online' });
    await page.clock.fastForward(10_000);
    await page.getByText('Tersambung').waitFor();
    expect(await page.getByTestId('pairing-code').count()).toBe(0);
  });

  it('the chat is used without JavaScript', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${service.url}/simulator/${trialReporters[2]?.id ?? ''}`);
    await page.getByLabel('Tulis pesan').fill('bantuan');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Cara melapor: balas MULAI').waitFor();
    await page.getByRole('button', { name: 'Mulai lapor' }).last().click();
    await page.getByText('Apa yang mau dilaporkan?').waitFor();
    await page.getByRole('button', { name: 'Kasus PMKS' }).last().click();
    await page.getByText('Laporan ini untuk desa mana?').waitFor();
  });
});
