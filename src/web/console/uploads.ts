/** Files that a form brings in: put away sealed while they come, and never whole in memory. */
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { StoredFile } from '../../usecases/source-import/services.js';
import { actorOf } from './session.js';

/** What came of a file on its way in. `fault`: it was read to its end, and not kept. */
export type Received = { readonly name: string } & (
  { readonly file: StoredFile } | { readonly fault: 'empty' | 'too_large' }
);

/** Throws not_found to who may not bring one in; media.too_large. */
interface Keeper {
  store(actor: StaffActor, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  forgetFile(file: StoredFile): Promise<void>;
}

/** In forms of `app` a field of a file holds what was `Received`. */
export async function receiveFiles(app: FastifyInstance, keeper: Keeper): Promise<void> {
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    throwFileSizeLimit: false,
    limits: { fileSize: Infinity, files: 1, fields: 8 },
    // The plugin calls it with the request, and takes the part's value for the field's.
    async onFile(this: FastifyRequest, part: MultipartFile) {
      Object.assign(part, { value: await received(keeper, this, part) });
    },
  });
}

/** Stored as it comes. Of who may not bring one in, nothing is kept. */
async function received(
  keeper: Keeper,
  request: FastifyRequest,
  { file, filename: name }: MultipartFile,
): Promise<Received> {
  try {
    const stored = await keeper.store(actorOf(request), file);
    if (stored.bytes > 0) return { name, file: stored };
    await keeper.forgetFile(stored);
    return { name, fault: 'empty' };
  } catch (error) {
    file.resume();
    if (error instanceof AppError && error.code === 'media.too_large') return { name, fault: 'too_large' };
    throw error;
  }
}
