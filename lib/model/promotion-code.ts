import { z } from "zod";

/** What a merchant may name a code: capitals, digits, dash and underscore; 2 to 40 characters. */
export const PROMOTION_CODE = /^[A-Z0-9][A-Z0-9_-]{1,39}$/;

/** Characters that nobody sees and that come along when a code is copied: zero-width, soft hyphen, direction marks, controls. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;

/** E-mail and word processors write these for the key beside the zero. */
const DASHES = /[\p{Pd}\u2212\u2043]/gu;

/** A code as the shopper sees it: in plain letters, without what is invisible in it or around it. */
export function readableCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\p{White_Space}+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(DASHES, "-")
    .trim();
}

/** Codes are compared without case and spaces. */
export function normalizeCode(typed: string): string {
  return readableCode(typed).replaceAll(" ", "").toUpperCase();
}

/** More than a code can have, as what is copied along is taken off first. */
export const TYPED_CODE_LIMIT = 200;

/** A code as a page sends it -> `readableCode`, 1 to 64 characters. */
export const promotionCodeField = z
  .string()
  .max(TYPED_CODE_LIMIT)
  .transform(readableCode)
  .pipe(z.string().min(1).max(64));

export const isSameCode = (one: string, other: string): boolean =>
  normalizeCode(one) === normalizeCode(other);

/** More than anybody needs; each is looked up. */
const MAX_CODES = 10;

/** Codes with others after them, each once, where it came last; the oldest go where there are too many. */
export function withCodes(codes: readonly string[], added: readonly string[]): string[] {
  const later = (code: string, rest: readonly string[]) => rest.some((other) => isSameCode(code, other));
  const all = [...codes, ...added].map(readableCode);
  return all.filter((code, index) => !later(code, all.slice(index + 1))).slice(-MAX_CODES);
}
