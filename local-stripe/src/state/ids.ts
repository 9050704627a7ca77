import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits; bytes that would favour some of them are thrown away. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

const LENGTHS = {
  cus: 14,
  prod: 14,
  req: 14,
  py: 14,
  cs_test: 58,
} as const;

type ShortPrefix = keyof typeof LENGTHS;
type Prefix =
  | ShortPrefix
  | "pi"
  | "ch"
  | "pm"
  | "re"
  | "pyr"
  | "evt"
  | "price"
  | "promo"
  | "di"
  | "li"
  | "txn"
  | "we"
  | "shr"
  | "payatt"
  | "ctoken"
  | "seti"
  | "taxcalc"
  | "tax_li"
  | "cvctok"
  | "dlv"
  | "dp"
  | "flt";

/** An id with as many characters behind its prefix as Stripe uses. */
export function newId(prefix: Prefix): string {
  return `${prefix}_${randomText(isShort(prefix) ? LENGTHS[prefix] : 24)}`;
}

function isShort(prefix: Prefix): prefix is ShortPrefix {
  return prefix in LENGTHS;
}
