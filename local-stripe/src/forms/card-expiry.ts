import { digitsOf } from "./card-number";

interface Expiry {
  /** 1 to 12 in a valid date. */
  month: number;
  /** Four digits. */
  year: number;
}

type ExpiryProblem = "expiry_incomplete" | "expiry_invalid" | "expiry_year_past" | "expiry_past";

/** `MM / YY` from `1234`, `12/34`, `1/34`, `12/2034`. While text is deleted no separator is added, or it could not be removed. */
export function formatExpiry(text: string, deleting: boolean): string {
  const parts = text.split("/");
  const first = digitsOf(parts[0] ?? "");
  const second = parts.length > 1 ? digitsOf(parts.slice(1).join("")) : "";
  const typedSlash = parts.length > 1;
  if (first === "") return "";

  const isWhole = first.length === 1 && (Number(first) > 1 || (typedSlash && first === "1"));
  const padded = isWhole ? `0${first}` : first;
  const month = padded.slice(0, 2);
  const year = shortYear(padded.slice(2) + second);
  if (month.length < 2) return month;
  if (year !== "") return `${month} / ${year}`;
  return deleting ? month : `${month} / `;
}

function shortYear(digits: string): string {
  return digits.length === 4 && digits.startsWith("20") ? digits.slice(2) : digits.slice(0, 2);
}

/** Reads a date; null until month and year are both typed. */
export function parseExpiry(text: string): Expiry | null {
  const digits = digitsOf(formatExpiry(text, true));
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

/** A date is valid to the last day of its month, and at most fifty years ahead. */
export function checkExpiry(text: string, now: Date): ExpiryProblem | null {
  const expiry = parseExpiry(text);
  if (!expiry) return "expiry_incomplete";
  if (expiry.month < 1 || expiry.month > 12) return "expiry_invalid";
  const year = now.getFullYear();
  if (expiry.year < year) return "expiry_year_past";
  if (expiry.year === year && expiry.month < now.getMonth() + 1) return "expiry_past";
  return expiry.year > year + 50 ? "expiry_invalid" : null;
}
