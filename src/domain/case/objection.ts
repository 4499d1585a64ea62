/** An objection (sanggah) is answered within this time, or it lapses visibly. */
export const objectionDays = 14;

const DAY_MS = 86_400_000;

export function objectionDeadline(objectedAt: Date): Date {
  return new Date(objectedAt.getTime() + objectionDays * DAY_MS);
}
