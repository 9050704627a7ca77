import { passesIbanChecksum } from "../facts/checksums";

/** Length of an IBAN by country, for the countries of the single euro payments area. */
const LENGTHS: Record<string, number> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

type IbanProblem = "iban_incomplete" | "iban_invalid";

/** An IBAN in upper case, without spaces. */
export function compactIban(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/** An IBAN in groups of four, as it is printed. */
export function formatIban(text: string): string {
  return compactIban(text)
    .slice(0, 34)
    .replace(/(.{4})(?=.)/g, "$1 ");
}

/** Checks country, length and checksum (ISO 13616). */
export function checkIban(text: string): IbanProblem | null {
  const iban = compactIban(text);
  if (iban.length < 4) return "iban_incomplete";
  const length = LENGTHS[iban.slice(0, 2)];
  if (length === undefined) return "iban_invalid";
  if (iban.length < length) return "iban_incomplete";
  return iban.length === length && passesIbanChecksum(iban) ? null : "iban_invalid";
}
