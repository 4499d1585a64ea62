import { v5 as uuidv5 } from 'uuid';
import type { MediaSource } from '../../domain/channel/message.js';
import type { MediaFetcher } from '../../domain/channel/ports.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import type { PhotoFailure } from '../../dialogue/types.js';
import { AppError, type ErrorCode } from '../../errors.js';
import { photoFailed } from '../../i18n/chat.js';
import type { AdvanceDeps } from '../chat/advance.js';
import { tellConversation } from '../chat/tell-conversation.js';
import type { AttachmentStore, BlobStore, PendingAttachment, UnitOfWork, Work } from '../ports.js';
import type { Clean, CleanMedia } from './clean.js';
import { pageBlobIds } from './page-blobs.js';

export interface StoreMediaDeps {
  readonly unitOfWork: UnitOfWork;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly fetchers: Readonly<Partial<Record<MediaSource['kind'], MediaFetcher>>>;
  readonly clean: Clean;
  /** What the dialogue needs to hear of it. */
  readonly dialogue: AdvanceDeps;
}

/** As much as Telegram lets a bot fetch. */
const MAX_BYTES = 20 * 1024 * 1024;
const GIVE_UP_AFTER_MS = 86_400_000;

/**
 * Fetches, cleans, seals and stores one photo or PDF. The dialogue hears where a photo was taken, and what
 * could not be taken, each once however often the job is run.
 */
export async function storeMedia(
  deps: StoreMediaDeps,
  { attachmentId }: JobPayload<'media.store'>,
): Promise<void> {
  const pending = await deps.attachments.pending(attachmentId);
  if (pending === null) return;
  try {
    const fetcher = deps.fetchers[pending.source.kind];
    if (fetcher === undefined) throw new AppError('media.gone');
    const media = await deps.clean(await fetcher.fetch(pending.source, MAX_BYTES));
    for (const [n, id] of pageBlobIds(attachmentId, media.pages.length).entries()) {
      await deps.blobs.put(id, media.pages[n]?.bytes ?? Buffer.alloc(0));
    }
    await keep(deps, attachmentId, pending, media);
  } catch (error) {
    if (!(error instanceof AppError) || (error.retryable && !isOld(deps, pending))) throw error;
    await refuse(deps, attachmentId, pending, error.code);
  }
  if (pending.source.kind === 'upload') await deps.blobs.remove(pending.source.blobId);
}

/** A provider that has been away for so long: better to ask the person again than to wait on. */
function isOld({ dialogue: { clock } }: StoreMediaDeps, { since }: PendingAttachment): boolean {
  return clock.now().getTime() - since.getTime() > GIVE_UP_AFTER_MS;
}

async function keep(
  { unitOfWork, dialogue }: StoreMediaDeps,
  attachmentId: string,
  { contactId }: PendingAttachment,
  { pages: [first, ...others], place }: CleanMedia,
): Promise<void> {
  if (first === undefined) throw new AppError('media.not_an_image');
  const bytes = [first, ...others].reduce((sum, page) => sum + page.bytes.length, 0);
  const { mime, width, height } = first;
  await unitOfWork.run(async (tx) => {
    // Before the attachment, as whoever sends the report does: in the other order they would wait for each other.
    await tx.chat.lock([contactId]);
    const stored = await tx.attachments.store(attachmentId, {
      mime,
      width,
      height,
      bytes,
      pages: 1 + others.length,
    });
    if (stored?.caseId !== null || place === null) return;
    await tellOf(tx, dialogue, { contactId, attachmentId, of: 'place' }, { type: 'photo_place', ...place });
  });
}

async function refuse(
  { unitOfWork, dialogue }: StoreMediaDeps,
  attachmentId: string,
  { contactId }: PendingAttachment,
  code: ErrorCode,
): Promise<void> {
  await unitOfWork.run(async (tx) => {
    await tx.chat.lock([contactId]);
    const failed = await tx.attachments.fail(attachmentId, code);
    if (failed === null) return;
    const reason = reasons[code] ?? 'gone';
    if (failed.caseId === null) {
      await tellOf(tx, dialogue, { contactId, attachmentId, of: 'failed' }, { type: 'photo_failed', reason });
    } else {
      await sayFailed(tx, contactId, attachmentId, failed.caseId);
    }
  });
}

const reasons: Readonly<Partial<Record<ErrorCode, PhotoFailure>>> = {
  'media.too_large': 'too_large',
  'media.not_an_image': 'not_an_image',
};

type Heard =
  | { readonly type: 'photo_failed'; readonly reason: PhotoFailure }
  | { readonly type: 'photo_place'; readonly latitude: number; readonly longitude: number };

async function tellOf(
  tx: Work,
  dialogue: AdvanceDeps,
  { contactId, attachmentId, of }: { contactId: string; attachmentId: string; of: 'place' | 'failed' },
  heard: Heard,
): Promise<void> {
  const input = { ...heard, attachmentId };
  await tellConversation(dialogue, tx, { contactId, id: uuidv5(of, attachmentId), input, purpose: 'reply' });
}

/** The report is sent: the dialogue has no draft any more to take the photo off. */
async function sayFailed(tx: Work, contactId: string, attachmentId: string, caseId: string): Promise<void> {
  await tx.messages.queue({
    ...(await tx.messages.contact(contactId)),
    contactId,
    purpose: 'notification',
    dedupeKey: `photo:${attachmentId}`,
    caseId,
    body: { text: photoFailed },
  });
}
