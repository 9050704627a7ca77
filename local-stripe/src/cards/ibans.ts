import { passesIbanChecksum } from "../facts/checksums";

/** Published test accounts whose debit fails when it settles; every other valid IBAN settles. */
const FAILING = new Set(["AT861904300235473202", "DE62370400440532013001", "FR8420041010050500013M02607"]);

/** Checks the form and the check digits. */
export function checkIban(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && passesIbanChecksum(iban);
}

export function debitFails(iban: string | null): boolean {
  return iban !== null && FAILING.has(iban);
}
