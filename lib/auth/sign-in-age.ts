const DAY = 24 * 60 * 60 * 1000;

/** A browser that has not been here for this long is signed out. */
export const SIGN_IN_SECONDS = (90 * DAY) / 1000;
/** Even a browser that is used every day signs in again after this long. */
const LONGEST = 365 * DAY;
/** The cookie is renewed at most once a day. */
const STEP = DAY;

export type SignInAge = { createdAt: Date; expiresAt: Date };

/** Until when a sign-in that is used at `now` is good; null while that is not worth writing down, or when it has ended. */
export function prolongedUntil({ createdAt, expiresAt }: SignInAge, now: Date): Date | null {
  if (expiresAt <= now) return null;
  const until = Math.min(now.getTime() + SIGN_IN_SECONDS * 1000, createdAt.getTime() + LONGEST);
  return until - expiresAt.getTime() >= STEP ? new Date(until) : null;
}
