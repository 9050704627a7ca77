import { z } from "zod";

/** Codes have capitals, digits, dash and underscore, and 2 to 40 characters. */
export const PROMOTION_CODE = /^[A-Z0-9][A-Z0-9_-]{1,39}$/;

/** Invisible characters that are copied along with a code: zero-width, soft hyphen, direction marks, controls. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;

/** Dashes that e-mail and word processors write for "-". */
const DASHES = /[\p{Pd}\u2212\u2043]/gu;

export function readableCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\p{White_Space}+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(DASHES, "-")
    .trim();
}

export function normalizeCode(typed: string): string {
  return readableCode(typed).replaceAll(" ", "").toUpperCase();
}

export const TYPED_CODE_LIMIT = 200;

/** Reads a code as `readableCode` does; 1 to 64 characters. */
export const promotionCodeField = z
  .string()
  .max(TYPED_CODE_LIMIT)
  .transform(readableCode)
  .pipe(z.string().min(1).max(64));

export const isSameCode = (one: string, other: string): boolean =>
  normalizeCode(one) === normalizeCode(other);

const MAX_CODES = 10;

/** Adds codes, each once, in the order of their last use; drops the oldest when there are too many. */
export function withCodes(codes: readonly string[], added: readonly string[]): string[] {
  const later = (code: string, rest: readonly string[]) => rest.some((other) => isSameCode(code, other));
  const all = [...codes, ...added].map(readableCode);
  return all.filter((code, index) => !later(code, all.slice(index + 1))).slice(-MAX_CODES);
}
