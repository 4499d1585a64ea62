/** Whoever awaits it hears of its fault; until then it has no listener. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
