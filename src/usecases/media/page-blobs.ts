/** Under which ids the sealed pictures of an attachment stand: its own, and `<id>:<n>` from the second page on. */
export function pageBlobIds(attachmentId: string, pages: number): readonly string[] {
  return Array.from({ length: pages }, (_, n) =>
    n === 0 ? attachmentId : `${attachmentId}:${String(n + 1)}`,
  );
}
