/**
 * unreadable: damaged, incomplete, or sealed with other keys. other_version: made by a service with other
 * migrations. not_empty: there is something already where it would be restored to.
 */
export type BackupFaultCode = 'unreadable' | 'other_version' | 'not_empty';

export class BackupFault extends Error {
  constructor(
    readonly code: BackupFaultCode,
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = 'BackupFault';
  }
}
