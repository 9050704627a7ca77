const LENGTHS = new Set([8, 12, 13, 14]);

/** A barcode as a GTIN of 8, 12, 13 or 14 digits; null when it is none, as its check digit says. Source: gs1.org/services/how-calculate-check-digit-manually. */
export function asGtin(barcode: string | null): string | null {
  const digits = (barcode ?? "").replace(/[\s-]/g, "");
  if (!LENGTHS.has(digits.length) || !/^\d+$/.test(digits) || isForOneShop(digits)) return null;
  const [check = 0, ...others] = Array.from(digits, Number).reverse();
  const sum = others.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === check ? digits : null;
}

/** Numbers that GS1 gives to nobody: a shop prints them for itself, or they are coupons. */
function isForOneShop(digits: string): boolean {
  const full = digits.padStart(14, "0").slice(1);
  if (digits.length === 8) return /^[02]/.test(digits);
  return /^(?:02|04|05|2|98|99)/.test(full) || /^0+$/.test(digits);
}
