import type { AccessChain } from './ports.js';

/** Of the schedule: how many rows of the access log were sealed. */
export async function sealAccessLog({ accessChain }: { readonly accessChain: AccessChain }): Promise<number> {
  let sealed = 0;
  for (;;) {
    const rows = await accessChain.sealNext();
    if (rows === 0) return sealed;
    sealed += rows;
  }
}

/** Goes before the verdict on the histories, which finishes the check. Begun again it starts over. */
export async function runAccessCheck(
  { accessChain }: { readonly accessChain: AccessChain },
  { checkId }: { readonly checkId: string },
): Promise<void> {
  await accessChain.note(checkId, await accessChain.verify());
}
