import type { EnvName } from "@/lib/config/env";
import type { ShopInput } from "@/lib/model/shop";

/** Which fields of `store.config.ts` a page of the desk's settings has. Each field has one page. */
export const SHOP_AREAS = {
  face: ["name", "logo", "card", "icon", "about", "home", "social"],
  look: ["theme"],
  contact: ["contact", "timeZone"],
  rules: ["returns", "invoices", "paymentRequests", "desk", "sellsToConsumers", "news"],
  currencies: ["currencies"],
} as const satisfies Record<string, readonly (keyof ShopInput)[]>;

type ShopArea = keyof typeof SHOP_AREAS;

/** Which variables a page of the desk's settings has; all others stay with who runs the server. */
export const VARIABLE_AREAS = {
  checkout: [
    "CHECKOUT_SURFACE",
    "PAYMENT_LAYOUT",
    "CHECKOUT_HOLD_MINUTES",
    "BILLING_ADDRESS_COLLECTION",
    "LOYALTY_DISCOUNT",
    "PAYMENT_METHODS",
    "PAYMENT_METHODS_EXCLUDED",
    "PAYMENT_CAPTURE",
    "PAYMENT_REQUIRE_CVC",
    "PAYMENT_REFUSED_CARD_COUNTRIES",
    "PAYMENT_REFUSED_CARD_FUNDING",
    "SAVED_METHODS_LIMIT",
    "SAVED_METHODS_SAVE",
    "SAVED_METHODS_REMOVE",
  ],
  tax: ["STRIPE_TAX", "STORE_PRICES_INCLUDE_TAX"],
  mail: ["MAIL_FROM", "MERCHANT_EMAIL"],
} as const satisfies Record<string, readonly EnvName[]>;

type VariableArea = keyof typeof VARIABLE_AREAS;

const has = <Key extends string>(areas: Record<Key, unknown>, name: string): name is Key =>
  Object.hasOwn(areas, name);

export const isShopArea = (name: string): name is ShopArea => has(SHOP_AREAS, name);
export const isVariableArea = (name: string): name is VariableArea => has(VARIABLE_AREAS, name);

/** A text of the law's is one setting for each language, `legal/en/terms`; so are the words of an area, `texts/en/emails`. */
export type SettingName =
  | ShopArea
  | VariableArea
  | "languages"
  | `legal/${string}/${string}`
  | `texts/${string}/${string}`;
