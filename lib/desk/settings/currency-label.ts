import type { Locale } from "@/i18n/routing";

/** "US Dollar (USD)"; the code alone where no currency has it. */
export function currencyLabel(code: string, locale: Locale): string {
  const upper = code.toUpperCase();
  if (!/^[A-Z]{3}$/.test(upper)) return upper;
  return `${new Intl.DisplayNames(locale, { type: "currency" }).of(upper)} (${upper})`;
}
