/** Where the pages of a document are kept: the first under the attachment's own id. */
export function pageBlobId(attachmentId: string, page: number): string {
  return page === 1 ? attachmentId : `${attachmentId}:${String(page)}`;
}
