import type { Messages } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { type TooMany, waitQuery } from "@/lib/limits/too-many";
import type { Right } from "@/lib/model/staff";

/** Every page of the desk, by its route, and the right that opens it. `enterDesk` reads it, and a test tries every page as every role. */
export const DESK_PAGES = {
  "/admin": "orders.read",
  "/admin/orders/[number]/decide": "orders.decide",
  "/admin/orders/[number]/capture": "orders.decide",
  "/admin/orders/[number]/refund": "orders.refund",
  "/admin/orders/[number]/edit": "orders.refund",
  "/admin/orders": "orders.read",
  "/admin/orders/labels": "orders.send",
  "/admin/orders/pick": "orders.send",
  "/admin/orders/[number]": "orders.read",
  "/admin/orders/[number]/ship": "orders.send",
  "/admin/orders/[number]/terms": "orders.read",
  "/admin/drafts": "orders.draft",
  "/admin/drafts/new": "orders.draft",
  "/admin/drafts/[draftId]": "orders.draft",
  "/admin/returns": "orders.read",
  "/admin/returns/[returnId]": "orders.read",
  "/admin/disputes": "orders.read",
  "/admin/disputes/[disputeId]": "orders.read",
  "/admin/approvals": "orders.refund",
  "/admin/discounts": "goods.read",
  "/admin/discounts/try": "goods.read",
  "/admin/discounts/[ruleId]": "goods.read",
  "/admin/goods": "goods.read",
  "/admin/goods/edit": "goods.edit",
  "/admin/goods/import": "goods.edit",
  "/admin/goods/import/[importId]": "goods.edit",
  "/admin/goods/categories": "goods.read",
  "/admin/goods/categories/[slug]": "goods.read",
  "/admin/goods/collections": "goods.read",
  "/admin/goods/collections/[slug]": "goods.read",
  "/admin/goods/[productId]": "goods.read",
  "/admin/goods/[productId]/stock": "goods.read",
  "/admin/orders/[number]/address": "orders.edit",
  "/admin/people": "people.read",
  "/admin/people/groups": "people.read",
  "/admin/people/groups/[groupId]": "people.read",
  "/admin/people/[customerId]": "people.read",
  "/admin/people/guests/[number]": "people.read",
  "/admin/books": "books.read",
  "/admin/reconciliation": "books.read",
  "/admin/books/statement": "books.read",
  "/admin/books/vat": "books.read",
  "/admin/books/[payoutId]": "books.read",
  "/admin/overview": "reports.read",
  "/admin/failures": "system.read",
  "/admin/doctor": "system.read",
  "/admin/settings": "settings.read",
  "/admin/settings/emails": "settings.read",
  "/admin/settings/delivery": "settings.edit",
  "/admin/settings/face": "settings.edit",
  "/admin/settings/look": "settings.edit",
  "/admin/settings/currencies": "settings.edit",
  "/admin/settings/languages": "settings.edit",
  "/admin/settings/legal": "settings.edit",
  "/admin/settings/legal/[page]": "settings.edit",
  "/admin/settings/[area]": "settings.edit",
  "/admin/staff": "staff.manage",
  "/admin/audit": "audit.read",
  "/admin/me": "own",
} as const satisfies Record<string, Right>;

export type DeskPage = keyof typeof DESK_PAGES;

/** The desk's menu, in its order. Each has a text in `desk.pages`. */
export const DESK_MENU = [
  "/admin",
  "/admin/overview",
  "/admin/orders",
  "/admin/drafts",
  "/admin/returns",
  "/admin/disputes",
  "/admin/approvals",
  "/admin/goods",
  "/admin/discounts",
  "/admin/people",
  "/admin/books",
  "/admin/reconciliation",
  "/admin/failures",
  "/admin/doctor",
  "/admin/settings",
  "/admin/staff",
  "/admin/audit",
] as const satisfies DeskPage[];

/** The letter that leads to a page of the menu after `g`. */
export const DESK_LETTERS: Readonly<Partial<Record<DeskPage, string>>> = {
  "/admin": "t",
  "/admin/overview": "w",
  "/admin/orders": "o",
  "/admin/drafts": "n",
  "/admin/returns": "r",
  "/admin/disputes": "d",
  "/admin/approvals": "v",
  "/admin/goods": "g",
  "/admin/discounts": "c",
  "/admin/people": "p",
  "/admin/books": "b",
  "/admin/reconciliation": "k",
  "/admin/failures": "f",
  "/admin/doctor": "e",
  "/admin/settings": "i",
  "/admin/staff": "s",
  "/admin/audit": "a",
};

/** A page that is shown by its name in `desk.pages`. */
export type TitledDeskPage = keyof Messages["desk"]["pages"];

export const DESK_SIGN_IN = "/admin/sign-in";

/** Where the first owner is made. */
export const FIRST_OWNER = `${DESK_SIGN_IN}/first-owner`;

/** Where to go after signing in: a page of the desk, or its first. */
export function nextDeskPath(value: unknown): string {
  return typeof value === "string" &&
    /^\/admin(?:\/[\w%.-]+)*(?:\?[\w%.=&+-]*)?$/.test(value) &&
    !value.startsWith(DESK_SIGN_IN)
    ? value
    : "/admin";
}

/** The sign-in's page. `other`: ask for another address, although a code is on its way. */
export function deskSignInPath(query: {
  locale?: Locale;
  next?: string;
  problem?: string;
  tooMany?: TooMany;
  other?: boolean;
}): string {
  const { locale, next, problem, tooMany, other } = query;
  const params = new URLSearchParams({
    ...(locale && { language: locale }),
    ...(next && next !== "/admin" && { next }),
    ...(problem && { problem }),
    ...(tooMany && waitQuery(tooMany)),
    ...(other && { other: "1" }),
  });
  return params.size > 0 ? `${DESK_SIGN_IN}?${params}` : DESK_SIGN_IN;
}
