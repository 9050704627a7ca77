import type { Locale } from "@/i18n/routing";
import { legalPage, type ShownLegalPage } from "@/lib/legal/legal-page.server";

/** What the e-mail that confirms an order carries: how to withdraw, and the terms. */
export const legalTextsOfOrder = (locale: Locale): ShownLegalPage[] => [
  legalPage("returns", locale),
  legalPage("terms", locale),
];

export const legalBlocks = (locale: Locale): string[][] =>
  legalTextsOfOrder(locale).map(({ title, updated, plain }) => [`${title} (${updated})`, plain]);
