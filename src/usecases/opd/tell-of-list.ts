import { v7 as uuidv7 } from 'uuid';
import { maySeeList, type AidListFacts } from '../../domain/opd/aid-list.js';
import type { Work } from '../ports.js';

/**
 * With the approval of a list, in its transaction: those agencies that may read it are told that there is one. One whose
 * webhook is paused hears of it when it is not any more.
 */
export async function tellOfList(
  tx: Work,
  list: Pick<AidListFacts, 'program' | 'areas' | 'sensitive'>,
  at: Date,
): Promise<void> {
  for (const { id: webhookId, agencyId } of await tx.webhooks.kept()) {
    const { grant } = await tx.opd.policy(agencyId);
    if (!maySeeList(grant, list)) continue;
    const deliveryId = uuidv7();
    await tx.webhooks.addDelivery({
      id: deliveryId,
      webhookId,
      type: 'aid_list.approved',
      at,
      replayOf: null,
    });
    await tx.outbox.add('webhook.deliver', { deliveryId });
  }
}
