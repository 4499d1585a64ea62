import type { MediaSource } from '../../domain/channel/message.js';
import type { MediaFetcher } from '../../domain/channel/ports.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { AppError } from '../../errors.js';
import { photoFailed } from '../../i18n/chat.js';
import type { AttachmentStore, BlobStore, UnitOfWork } from '../ports.js';

export interface CleanImage {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
}

export interface StorePhotoDeps {
  readonly unitOfWork: UnitOfWork;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly fetchers: Readonly<Partial<Record<MediaSource['kind'], MediaFetcher>>>;
  /** Decodes and encodes anew, without metadata. Throws media.not_an_image. */
  readonly clean: (bytes: Buffer) => Promise<CleanImage>;
}

/** As much as Telegram lets a bot fetch. */
const MAX_BYTES = 20 * 1024 * 1024;

/** Fetches, cleans, seals and stores one photo; what cannot work is said to the person, once. */
export async function storePhoto(
  deps: StorePhotoDeps,
  { attachmentId }: JobPayload<'media.store'>,
): Promise<void> {
  const photo = await deps.attachments.pending(attachmentId);
  if (photo === null) return;
  try {
    const fetcher = deps.fetchers[photo.source.kind];
    if (fetcher === undefined) throw new AppError('media.gone');
    const image = await deps.clean(await fetcher.fetch(photo.source, MAX_BYTES));
    await deps.blobs.put(attachmentId, image.bytes);
    const { mime, width, height } = image;
    await deps.attachments.stored(attachmentId, { mime, width, height, bytes: image.bytes.length });
  } catch (error) {
    if (!(error instanceof AppError) || error.retryable) throw error;
    await refuse(deps, attachmentId, photo.contactId, error.code);
  }
  if (photo.source.kind === 'upload') await deps.blobs.remove(photo.source.blobId);
}

async function refuse(
  deps: StorePhotoDeps,
  attachmentId: string,
  contactId: string,
  code: string,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    if (!(await tx.attachments.fail(attachmentId, code))) return;
    await tx.messages.queue({
      ...(await tx.messages.contact(contactId)),
      contactId,
      purpose: 'notification',
      dedupeKey: `photo:${attachmentId}`,
      caseId: null,
      body: { text: photoFailed },
    });
  });
}
