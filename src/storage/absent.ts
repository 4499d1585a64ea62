/** That a file or folder is not there; any other fault is none of absence, and must not look like it. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** For a promise's catch: what to go on with where there is no such file or folder. */
export function whereAbsent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isAbsent(error)) return value;
    throw error;
  };
}
