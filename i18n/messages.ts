import type account from "@/messages/en/account.json";
import type addresses from "@/messages/en/addresses.json";
import type cart from "@/messages/en/cart.json";
import type catalog from "@/messages/en/catalog.json";
import type checkout from "@/messages/en/checkout.json";
import type common from "@/messages/en/common.json";
import type discounts from "@/messages/en/discounts.json";
import type emails from "@/messages/en/emails.json";
import type errors from "@/messages/en/errors.json";
import type limits from "@/messages/en/limits.json";
import type merchant from "@/messages/en/merchant.json";
import type orders from "@/messages/en/orders.json";
import type { Locale } from "./routing";

/** The texts of one language by area. Every language has the keys of English: a test holds them to it. */
export type Messages = {
  account: typeof account;
  addresses: typeof addresses;
  cart: typeof cart;
  catalog: typeof catalog;
  checkout: typeof checkout;
  common: typeof common;
  discounts: typeof discounts;
  emails: typeof emails;
  errors: typeof errors;
  limits: typeof limits;
  merchant: typeof merchant;
  orders: typeof orders;
};

/** One file an area: the file's name is the namespace of its keys. */
export type Area = keyof Messages;

/**
 * The texts of one area in one language, as `textsFor` hands them to a client component: what has placeholders in it is put together by
 * `formatText`.
 */
export type Texts<Name extends Area> = Messages[Name];

const load = async <Name extends Area>(locale: Locale, area: Name): Promise<Messages[Name]> =>
  (await import(`../messages/${locale}/${area}.json`)).default;

export async function loadMessages(locale: Locale): Promise<Messages> {
  const [
    account,
    addresses,
    cart,
    catalog,
    checkout,
    common,
    discounts,
    emails,
    errors,
    limits,
    merchant,
    orders,
  ] = await Promise.all([
    load(locale, "account"),
    load(locale, "addresses"),
    load(locale, "cart"),
    load(locale, "catalog"),
    load(locale, "checkout"),
    load(locale, "common"),
    load(locale, "discounts"),
    load(locale, "emails"),
    load(locale, "errors"),
    load(locale, "limits"),
    load(locale, "merchant"),
    load(locale, "orders"),
  ]);
  return {
    account,
    addresses,
    cart,
    catalog,
    checkout,
    common,
    discounts,
    emails,
    errors,
    limits,
    merchant,
    orders,
  };
}
