/** The console's pages of the four kinds of report, at a desk and on a cheap phone. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { CaseEventData } from '../../src/domain/case/events.js';
import type { Photo } from '../../src/domain/report/parts.js';
import type { Report } from '../../src/domain/report/report.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { housePhoto } from '../support/chat-page.js';
import { enterConsole } from '../support/console-page.js';
import { submitKind, syntheticKinds, writePersonEntry, type Kinds } from '../support/one-of-each-kind.js';
import { lookAt, pictureFolder } from '../support/look.js';
import { staff, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('the pages of the four kinds', { timeout: 180_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  let complaints: readonly string[];
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    context = await newVisitor(browser, 'desktop', {
      deviceScaleFactor: pictureFolder === undefined ? 1 : 2,
    });
    complaints = complaintsOf(context);
    page = await context.newPage();
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  const open = async (address: string, name: string) => {
    await page.goto(site.url + address);
    await lookAt(page, name, faults);
  };
  const enter = (username: string) => enterConsole(page, site.url, username);
  const submit = (answers: Report) => submitKind(container, by, answers);
  const append = async (caseId: string, data: CaseEventData) =>
    container.unitOfWork.run(async (tx) => {
      const head = await tx.cases.lock(caseId);
      if (head === null) throw new Error('no case');
      const actor = { kind: 'reporter', id: by.reporterId } as const;
      await tx.cases.append(head, { actor, at: new Date(), data });
    });
  const decide = async (caseId: string, decision: Decision) =>
    decideCase(container, await staff(container, 'supervisor'), {
      caseId,
      version: 2,
      decision,
      ip: '127.0.0.1',
    });
  /** A picture as the worker stores it. */
  const picture = async (role: Photo['role'], pages = 1): Promise<Photo> => {
    const id = uuidv7();
    const source = { kind: 'upload', blobId: uuidv7() } as const;
    await container.unitOfWork.run((tx) => tx.attachments.register({ id, contactId: by.contactId, source }));
    const bytes = await housePhoto();
    await container.blobs.put(id, bytes);
    for (let at = 2; at <= pages; at += 1) await container.blobs.put(`${id}:${String(at)}`, bytes);
    const stored = { state: 'stored', mime: 'image/jpeg', width: 1600, height: 1200, pages };
    await container.database.attachment.update({ where: { id }, data: stored });
    return { id, role };
  };

  it('an emergency of a household with members, photos and a berita acara', async () => {
    const photos = [await picture('house_front'), await picture('ktp'), await picture('minutes', 3)];
    const caseId = await submit({
      ...kinds.household,
      photos,
      urgent: true,
      duplicateReason: 'Keluarga ini sudah pisah KK dengan orang tuanya.',
      note: 'Atap bocor, tinggal di tepi sungai.',
    });
    const toReporterId = trialReporters[1]?.id ?? '';
    await append(caseId, { type: 'handed_over', fromReporterId: by.reporterId, toReporterId });
    await enter('verifikator');
    await open(`/console/kasus/${caseId}`, 'kind-household');
    await page.getByText('Laporan ini tidak dapat diterima').click();
    await page.getByText('Ada yang perlu diperbaiki').click();
    await lookAt(page, 'kind-household-correct', faults);
  });

  it('a person, a correction, an update, and an objection', async () => {
    const person = await submit(kinds.person);
    const answers = { ...kinds.person, nik: null, name: 'Uji Contoh Tercatat' };
    const entryId = await writePersonEntry(container, { caseId: person, answers, category: '09' });
    const ineligible = await submit({ ...kinds.ineligible, entryId });
    const update = await submit(kinds.update);
    const gone = await submit({ ...kinds.update, kk: null, change: 'members', gone: 'Uji Contoh menikah' });
    await append(gone, { type: 'withdrawn', note: 'Salah orang' });
    await decide(update, { type: 'reject', reason: 'data_not_credible', note: 'Alamatnya tidak ada.' });
    await append(update, { type: 'objected', note: 'Sudah kami datangi lagi, alamatnya benar ada.' });
    await open(`/console/kasus/${person}`, 'kind-person');
    await open(`/console/kasus/${ineligible}`, 'kind-ineligible');
    await open(`/console/kasus/${update}`, 'kind-update-objected');
    await open(`/console/kasus/${gone}`, 'kind-update-withdrawn');
    await open('/console?status=objected', 'queue-objected');
    await open(`/console/data-pemda/${entryId}`, 'entry-person');
  });

  it('a sensitive case, for who may not and for who may see it', async () => {
    const answers: Report = {
      ...kinds.person,
      name: 'Uji Rahasia',
      nik: null,
      categories: ['16', '19'],
      disability: null,
      note: null,
    };
    const caseId = await submit(answers);
    const entryId = await writePersonEntry(container, { caseId, answers, category: '16' });
    await open(`/console/kasus/${caseId}`, 'kind-sensitive-concealed');
    await open('/console', 'queue-kinds');
    await open('/console?status=all&kind=pmks_case', 'queue-one-kind');
    await open('/console/data-pemda', 'registry-concealed');
    await open(`/console/data-pemda/${entryId}`, 'entry-concealed');
    for (const path of ['/console', '/console?status=all', `/console/kasus/${caseId}`]) {
      await page.goto(site.url + path);
      expect(await page.content()).not.toMatch(/Uji Rahasia|HIV/);
    }
    await enter('supervisor');
    await open(`/console/kasus/${caseId}`, 'kind-sensitive');
    await open(`/console/data-pemda/${entryId}`, 'entry-sensitive');
  });
});
