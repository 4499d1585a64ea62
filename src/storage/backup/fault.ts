/**
 * unreadable: damaged, incomplete, or sealed with other keys. other_version: made by a service with other
 * migrations. not_empty: there is something already where it would be restored to. dangling: something in it refers to
 * what is not in it.
 */
export type BackupFaultCode = 'unreadable' | 'other_version' | 'not_empty' | 'dangling';

export class BackupFault extends Error {
  constructor(
    readonly code: BackupFaultCode,
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = 'BackupFault';
  }
}
