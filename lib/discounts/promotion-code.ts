/** What a merchant may name a code: capitals, digits, dash and underscore; 2 to 40 characters. */
export const PROMOTION_CODE = /^[A-Z0-9][A-Z0-9_-]{1,39}$/;

/** Codes are compared without case, and without the spaces that come along when one is pasted. */
export function normalizeCode(typed: string): string {
  return typed.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}
