import { pageBlobId } from '../../domain/channel/pages.js';

/** Under which ids the sealed pictures of an attachment stand, page by page. */
export function pageBlobIds(attachmentId: string, pages: number): readonly string[] {
  return Array.from({ length: pages }, (_, n) => pageBlobId(attachmentId, n + 1));
}
