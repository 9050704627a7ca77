import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random letters and digits. Bytes that would favour some of them are skipped. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** The ids of one kind of object: `prod_` and 14 characters. */
export interface IdKind {
  /** The prefix without its `_`. */
  readonly prefix: string;
  make(): string;
}

/** Ids with as many characters behind the prefix as Stripe uses. */
export function idKind(prefix: string, characters = 24): IdKind {
  return { prefix, make: () => `${prefix}_${randomText(characters)}` };
}
