import { passesIbanChecksum } from "../facts/checksums";

/** Published test accounts whose debit fails when it settles; every other valid IBAN settles. */
const FAILING = new Set(["AT861904300235473202", "DE62370400440532013001", "FR8420041010050500013M02607"]);

/** Checks the form and the check digits. */
export function checkIban(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && passesIbanChecksum(iban);
}

/** Test accounts of ACH, as Stripe publishes them, and the same endings for ACSS and Bacs, which is assumed. */
const FAILING_ACCOUNT = /^(000)?(111111113|111111116|222222227|333333335|22222227|33333335)$/;

export function debitFails(number: string | null): boolean {
  return number !== null && (FAILING.has(number) || FAILING_ACCOUNT.test(number));
}
