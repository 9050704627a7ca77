import { passesLuhn } from "../facts/checksums";

export type Brand = "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay" | "unknown";

interface BrandRule {
  brand: Brand;
  prefix: RegExp;
  lengths: number[];
}

const RULES: BrandRule[] = [
  { brand: "visa", prefix: /^4/, lengths: [16] },
  { brand: "mastercard", prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { brand: "amex", prefix: /^3[47]/, lengths: [15] },
  { brand: "discover", prefix: /^(6011|64[4-9]|65)/, lengths: [16] },
  { brand: "diners", prefix: /^(30[0-5]|309|36|38|39)/, lengths: [14, 16] },
  { brand: "jcb", prefix: /^35/, lengths: [16] },
  { brand: "unionpay", prefix: /^(62|81)/, lengths: [16, 19] },
];
const OTHER: BrandRule = { brand: "unknown", prefix: /^/, lengths: [16] };

function ruleFor(digits: string): BrandRule {
  return RULES.find((rule) => rule.prefix.test(digits)) ?? OTHER;
}

/** The brand by the first digits. */
export function brandOf(number: string): Brand {
  return ruleFor(digitsOf(number)).brand;
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** The number in groups as on the card, without digits that are too many. */
export function formatCardNumber(text: string): string {
  const digits = digitsOf(text);
  const { brand, lengths } = ruleFor(digits);
  const kept = digits.slice(0, Math.max(...lengths));
  const sizes =
    brand === "amex" ? [4, 6, 5] : brand === "diners" && kept.length <= 14 ? [4, 6, 4] : [4, 4, 4, 4, 3];
  const groups: string[] = [];
  let start = 0;
  for (const size of sizes) {
    if (start >= kept.length) break;
    groups.push(kept.slice(start, start + size));
    start += size;
  }
  return groups.join(" ");
}

type CardNumberProblem = "number_incomplete" | "number_invalid";

/** What is wrong with a number; null when it can exist. */
export function checkCardNumber(text: string): CardNumberProblem | null {
  const digits = digitsOf(text);
  const { lengths } = ruleFor(digits);
  if (digits.length < Math.min(...lengths)) return "number_incomplete";
  if (passesLuhn(digits) && lengths.includes(digits.length)) return null;
  return digits.length < Math.max(...lengths) ? "number_incomplete" : "number_invalid";
}

/** Whether no more digits fit, so that the cursor may move on. */
export function isCardNumberFull(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length === Math.max(...ruleFor(digits).lengths) && passesLuhn(digits);
}

/** Digits of the security code: four on American Express, three elsewhere. */
export function cvcLength(brand: Brand): number {
  return brand === "amex" ? 4 : 3;
}
