/** Published test accounts whose debit fails when it settles; every other valid IBAN settles. */
const FAILING = new Set(["AT861904300235473202", "DE62370400440532013001", "FR8420041010050500013M02607"]);

/** Checks the form and the check digits (ISO 7064, modulo 97). */
export function checkIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const rearranged = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of rearranged) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

export function debitFails(iban: string | null): boolean {
  return iban !== null && FAILING.has(iban);
}
