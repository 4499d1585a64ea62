import { beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { alertReviewers } from '../../src/usecases/notify/alert-reviewers.js';
import { openTestContainer } from '../support/container.js';
import { otherContact, saidTo } from '../support/decided.js';
import { submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

describe('an emergency', () => {
  let container: Container;
  let by: { reporterId: string; contactId: string };
  let chat: string;

  const onDuty = (username: string, duty = true) =>
    container.database.consoleUser.update({ where: { username }, data: { onDuty: duty } });
  const chatOf = async (username: string) =>
    otherContact(container, 'telegram', { userId: (await onDuty(username)).id });
  const alerts = () => container.database.outboundMessage.count({ where: { purpose: 'alert' } });
  const submitted = async (urgent: boolean) => {
    const caseId = await submitSynthetic(container, by, {
      ...(await syntheticAnswers(container, 1)),
      urgent,
    });
    const event = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } });
    return { caseId, eventId: event.id };
  };

  beforeEach(async () => {
    container = await openTestContainer({ env: { QUIET_HOURS: '0-23:59' } });
    by = await syntheticContact(container);
    chat = await chatOf('verifikator');
  });

  it('is told to each reviewer on duty once, at any hour, with nothing of the people', async () => {
    const urgent = await submitted(true);
    await Promise.all(Array.from({ length: 5 }, () => screenCase(container, urgent)));
    const jobs = await container.database.outbox.findMany({ where: { job: 'case.alert' } });
    expect(jobs.map(({ payload }) => payload)).toEqual([urgent]);
    await Promise.all(Array.from({ length: 5 }, () => alertReviewers(container, urgent)));

    const [said, ...more] = await saidTo(container, chat);
    expect(more).toEqual([]);
    const { number } = await container.database.case.findUniqueOrThrow({ where: { id: urgent.caseId } });
    expect(said?.text).toContain(number);
    expect(said?.text).toMatch(/darurat menunggu.*Kecamatan \w+/);
    expect(said?.text).not.toMatch(/Uji Contoh|Percobaan|\d{16}/);
    expect((await container.outgoing.claim('telegram', 'uji-telegram', 10)).length).toBe(1);
  });

  it('is not told of by a report that is none', async () => {
    const calm = await submitted(false);
    await screenCase(container, calm);
    expect(await container.database.outbox.count({ where: { job: 'case.alert' } })).toBe(0);
    await alertReviewers(container, calm);
    expect(await alerts()).toBe(0);
  });

  it('is told when a correction makes it one, and not again by the next correction', async () => {
    const { caseId, eventId } = await submitted(false);
    await screenCase(container, { caseId, eventId });
    const correct = async (urgent: boolean) => {
      const answers = { ...(await syntheticAnswers(container, 1)), urgent };
      const event = await container.unitOfWork.run(async (tx) => {
        const actor = { kind: 'system', id: null } as const;
        let head = await tx.cases.lock(caseId);
        if (head === null) throw new Error('no case');
        const at = new Date();
        const asked = {
          type: 'correction_requested',
          reason: 'unclear',
          note: 'Mendesak?',
          fields: [],
        } as const;
        ({ head } = await tx.cases.append(head, { actor, at, data: { ...asked, fields: [] } }));
        return tx.cases.append(head, { actor, at, data: { type: 'resubmitted', answers } });
      });
      await screenCase(container, { caseId, eventId: event.eventId });
      await alertReviewers(container, { caseId, eventId: event.eventId });
    };
    await correct(false);
    expect(await alerts()).toBe(0);
    await correct(true);
    expect(await alerts()).toBe(1);
    await correct(true);
    expect(await alerts()).toBe(1);
  });

  it('reaches neither who is off duty, or elsewhere, or sees no cases, nor a chat that is blocked', async () => {
    const { database } = container;
    await onDuty('verifikator', false);
    const elsewhere = await onDuty('verifikator2');
    await database.consoleUserScope.deleteMany({ where: { userId: elsewhere.id } });
    const far = await database.region.findFirstOrThrow({
      where: { level: 'kecamatan' },
      orderBy: { code: 'desc' },
    });
    await database.consoleUserScope.create({ data: { userId: elsewhere.id, regionCode: far.code } });
    await chatOf('verifikator2');
    await chatOf('admin');
    await alertReviewers(container, await submitted(true));
    expect(await alerts()).toBe(0);

    await onDuty('verifikator');
    await database.contact.update({ where: { id: chat }, data: { status: 'blocked' } });
    await alertReviewers(container, await submitted(true));
    expect(await alerts()).toBe(0);
  });

  it('is not told of once it is decided', async () => {
    const urgent = await submitted(true);
    await container.database.case.update({ where: { id: urgent.caseId }, data: { state: 'rejected' } });
    await alertReviewers(container, urgent);
    expect(await alerts()).toBe(0);
  });
});
