/** Cases that have been decided, and what their reporters are told of it. */
import type { Container } from '../../src/container.js';
import type { ChannelName } from '../../src/domain/channel/message.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { staff, submitSynthetic, syntheticAnswers } from './reports.js';

export const rejection: Decision = { type: 'reject', reason: 'not_poor', note: 'Rumah sudah layak.' };

export interface Decided {
  readonly caseId: string;
  readonly eventId: string;
  readonly number: string;
}

let made = 0;

/** A synthetic case, screened and decided; nobody was told yet. */
export async function decidedCase(
  container: Container,
  by: { reporterId: string; contactId: string },
  options: { readonly urgent?: boolean; readonly decision?: Decision } = {},
): Promise<Decided> {
  const { urgent = false, decision = rejection } = options;
  const answers = { ...(await syntheticAnswers(container, (made += 1))), urgent };
  const caseId = await submitSynthetic(container, by, answers);
  const events = container.database.caseEvent;
  const submitted = await events.findFirstOrThrow({ where: { caseId } });
  await screenCase(container, { caseId, eventId: submitted.id });
  const reviewer = await staff(container, 'verifikator');
  await decideCase(container, reviewer, { caseId, version: 2, decision, ip: '127.0.0.1' });
  const { id } = await events.findFirstOrThrow({ where: { caseId }, orderBy: { seq: 'desc' } });
  const { number } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
  return { caseId, eventId: id, number };
}

/** All that was said unasked to a contact, oldest first. */
export async function saidTo(container: Container, contactId: string) {
  const rows = await container.database.outboundMessage.findMany({
    where: { contactId, purpose: { not: 'reply' } },
    orderBy: { seq: 'asc' },
  });
  return rows.map((row) => ({ ...row, text: openOutboundBody(container.storage, row.id, row.bodyEnc).text }));
}

/** Another chat of a reporter, or of a member of staff, on that channel. */
export async function otherContact(
  container: Container,
  channel: ChannelName,
  whose: { reporterId?: string; userId?: string },
): Promise<string> {
  const [contactId = ''] = await container.inbox.save([
    {
      channel,
      account: `uji-${channel}`,
      providerId: `uji-${String((made += 1))}`,
      address: `chat-${String(made)}`,
      chat: 'private',
      content: { type: 'text', text: 'bantuan' },
    },
  ]);
  await container.database.contact.update({ where: { id: contactId }, data: whose });
  return contactId;
}

/** As a sender would leave it. */
export async function settleAs(container: Container, id: string, state: 'sent' | 'failed' | 'blocked') {
  await container.database.outboundMessage.update({ where: { id }, data: { state, settledAt: new Date() } });
}
