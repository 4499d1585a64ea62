import { internalError } from '../../i18n/chat.js';
import type { UnitOfWork } from '../ports.js';

/**
 * The oldest message of a contact that no attempt could digest: apologise, keep it (marked) and go
 * on. Only for faults of ours; a database that is away makes this fail as well, and nothing is lost.
 */
export async function giveUpMessage(unitOfWork: UnitOfWork, contactId: string): Promise<void> {
  await unitOfWork.run(async (tx) => {
    const [conversation] = await tx.chat.lock([contactId]);
    const message = conversation?.pending[0];
    const contact = message === undefined ? undefined : conversation?.contacts.get(message.contactId);
    if (conversation === undefined || message === undefined || contact === undefined) return;
    await tx.chat.save([
      {
        id: conversation.id,
        version: conversation.version,
        state: undefined,
        dueAt: undefined,
        contactId: undefined,
        processed: [{ id: message.id, failure: 'undigested' }],
        replies: [
          {
            ...contact,
            contactId: message.contactId,
            purpose: 'reply',
            dedupeKey: `reply:${message.id}:0`,
            caseId: null,
            body: { text: internalError },
          },
        ],
      },
    ]);
  });
}
