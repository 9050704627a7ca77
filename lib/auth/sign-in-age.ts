const DAY = 24 * 60 * 60 * 1000;

/** Seconds without a visit after which a sign-in ends. */
export const SIGN_IN_SECONDS = (90 * DAY) / 1000;
/** Milliseconds after which a sign-in ends in any case. */
const LONGEST = 365 * DAY;
const STEP = DAY;

export type SignInAge = { createdAt: Date; expiresAt: Date };

/** The new end of a sign-in that is used at `now`; null when it has ended, or when the change is not worth a write. */
export function prolongedUntil({ createdAt, expiresAt }: SignInAge, now: Date): Date | null {
  if (expiresAt <= now) return null;
  const until = Math.min(now.getTime() + SIGN_IN_SECONDS * 1000, createdAt.getTime() + LONGEST);
  return until - expiresAt.getTime() >= STEP ? new Date(until) : null;
}
