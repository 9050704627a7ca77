import type { Locale } from "./routing";

/** The areas of texts, by their English files. A test checks that every language has the same keys. */
const ENGLISH = {
  account: () => import("@/messages/en/account.json"),
  addresses: () => import("@/messages/en/addresses.json"),
  cart: () => import("@/messages/en/cart.json"),
  catalog: () => import("@/messages/en/catalog.json"),
  checkout: () => import("@/messages/en/checkout.json"),
  common: () => import("@/messages/en/common.json"),
  desk: () => import("@/messages/en/desk.json"),
  decisions: () => import("@/messages/en/decisions.json"),
  "desk-books": () => import("@/messages/en/desk-books.json"),
  "desk-currencies": () => import("@/messages/en/desk-currencies.json"),
  "desk-discounts": () => import("@/messages/en/desk-discounts.json"),
  "desk-changes": () => import("@/messages/en/desk-changes.json"),
  "desk-drafts": () => import("@/messages/en/desk-drafts.json"),
  "desk-face": () => import("@/messages/en/desk-face.json"),
  "desk-failures": () => import("@/messages/en/desk-failures.json"),
  "desk-goods": () => import("@/messages/en/desk-goods.json"),
  "desk-imports": () => import("@/messages/en/desk-imports.json"),
  "desk-issues": () => import("@/messages/en/desk-issues.json"),
  "desk-languages": () => import("@/messages/en/desk-languages.json"),
  "desk-lists": () => import("@/messages/en/desk-lists.json"),
  "desk-orders": () => import("@/messages/en/desk-orders.json"),
  "desk-overview": () => import("@/messages/en/desk-overview.json"),
  "desk-picking": () => import("@/messages/en/desk-picking.json"),
  "desk-people": () => import("@/messages/en/desk-people.json"),
  "desk-settings": () => import("@/messages/en/desk-settings.json"),
  "desk-words": () => import("@/messages/en/desk-words.json"),
  disputes: () => import("@/messages/en/disputes.json"),
  discounts: () => import("@/messages/en/discounts.json"),
  documents: () => import("@/messages/en/documents.json"),
  emails: () => import("@/messages/en/emails.json"),
  errors: () => import("@/messages/en/errors.json"),
  legal: () => import("@/messages/en/legal.json"),
  limits: () => import("@/messages/en/limits.json"),
  merchant: () => import("@/messages/en/merchant.json"),
  news: () => import("@/messages/en/news.json"),
  orders: () => import("@/messages/en/orders.json"),
  programs: () => import("@/messages/en/programs.json"),
  refunds: () => import("@/messages/en/refunds.json"),
  requests: () => import("@/messages/en/requests.json"),
  returns: () => import("@/messages/en/returns.json"),
  sending: () => import("@/messages/en/sending.json"),
};

/** The file's name is the namespace of its keys. */
export type Area = keyof typeof ENGLISH;

export type Messages = { [Name in Area]: Awaited<ReturnType<(typeof ENGLISH)[Name]>>["default"] };

/** One area's texts, as `textsFor` prepares them for client components; `formatText` fills in the values. */
export type Texts<Name extends Area> = Messages[Name];

export async function loadMessages(locale: Locale): Promise<Messages> {
  const areas = await Promise.all(
    Object.keys(ENGLISH).map(async (area) => [
      area,
      (await import(`../messages/${locale}/${area}.json`)).default,
    ]),
  );
  return Object.fromEntries(areas);
}
