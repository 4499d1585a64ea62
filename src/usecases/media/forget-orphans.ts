import type { AttachmentStore, BlobStore, Clock, OrphanAttachment, UnitOfWork } from '../ports.js';
import { pageBlobIds } from './page-blobs.js';

export interface ForgetOrphansDeps {
  readonly clock: Clock;
  readonly unitOfWork: UnitOfWork;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
}

const DAY_MS = 86_400_000;
/** Photos of drafts that ended, and photos taken off a report. */
const UNSENT_DAYS = 30;
/** Files that no attachment names: handed in twice, or left by a process that died. */
const UNNAMED_DAYS = 7;
const AT_ONCE = 200;

/** Removes pictures that belong to no report and to no draft any more; how many. Twice is once. */
export async function forgetOrphanMedia(deps: ForgetOrphansDeps): Promise<number> {
  return (await forgetUnsent(deps)) + (await forgetUnnamed(deps));
}

async function forgetUnsent({ clock, unitOfWork, attachments, blobs }: ForgetOrphansDeps): Promise<number> {
  const before = new Date(clock.now().getTime() - UNSENT_DAYS * DAY_MS);
  let forgotten = 0;
  let after: string | null = null;
  for (;;) {
    const orphans: readonly OrphanAttachment[] = await attachments.unsent(before, after, AT_ONCE);
    for (const orphan of orphans) {
      if (!(await forget(unitOfWork, orphan))) continue;
      for (const id of orphan.blobIds) await blobs.remove(id);
      for (const id of pageBlobIds(orphan.id, orphan.pages)) await blobs.remove(id);
      forgotten += 1;
    }
    after = orphans.at(-1)?.id ?? null;
    if (after === null) return forgotten;
  }
}

/** false: a draft that has been going on for long still holds it, or it was sent meanwhile. */
async function forget(unitOfWork: UnitOfWork, { id, contactId }: OrphanAttachment): Promise<boolean> {
  return unitOfWork.run(async (tx) => {
    // A report is sent under this lock. What the state says is the dialogue's own; that it names the photo is enough.
    const [conversation] = await tx.chat.lock([contactId]);
    if (JSON.stringify(conversation?.state ?? null).includes(id)) return false;
    return tx.attachments.forget(id);
  });
}

async function forgetUnnamed({ clock, attachments, blobs }: ForgetOrphansDeps): Promise<number> {
  const before = new Date(clock.now().getTime() - UNNAMED_DAYS * DAY_MS);
  let forgotten = 0;
  let batch: string[] = [];
  const sweep = async () => {
    const named = await attachments.named(batch.map((id) => id.split(':')[0] ?? id));
    for (const id of batch) {
      if (named.has(id.split(':')[0] ?? id)) continue;
      await blobs.remove(id);
      forgotten += 1;
    }
    batch = [];
  };
  for await (const id of blobs.writtenBefore(before)) {
    batch.push(id);
    if (batch.length >= AT_ONCE) await sweep();
  }
  await sweep();
  return forgotten;
}
