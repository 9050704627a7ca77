import type { EnvName } from "@/lib/config/env";
import { SHOP_AREAS, VARIABLE_AREAS } from "@/lib/settings/areas";

type Choice = { value: string; text: `${string}.${string}` };

/** How a setting is asked for. `path` is a field of `store.config.ts`, or a variable. A field that is not needed may be left empty. */
type AreaField = { path: string } & (
  | { kind: "text" | "country" | "timeZone"; isNeeded: boolean }
  | { kind: "number"; isNeeded: boolean; step: "1" | "any" }
  | { kind: "yesNo" }
  | { kind: "texts" }
  | { kind: "choice"; choices: readonly Choice[] }
);

const text = <const Path extends string>(path: Path, isNeeded = false) =>
  ({ kind: "text", path, isNeeded }) as const;
const whole = <const Path extends string>(path: Path) =>
  ({ kind: "number", path, isNeeded: true, step: "1" }) as const;
const yesNo = <const Path extends string>(path: Path) => ({ kind: "yesNo", path }) as const;
const choice = <const Path extends string, const One extends Choice>(path: Path, choices: readonly One[]) =>
  ({ kind: "choice", path, choices }) as const;

/** What is changed in a plain form; other areas have pages of their own. */
const AREA_FIELDS = {
  contact: [
    text("contact.company", true),
    text("contact.represented"),
    text("contact.register"),
    text("contact.vat"),
    text("contact.street", true),
    text("contact.postalCode"),
    text("contact.city", true),
    { kind: "country", path: "contact.country", isNeeded: true },
    text("contact.email", true),
    text("contact.phone"),
    { kind: "timeZone", path: "timeZone", isNeeded: false },
  ],
  rules: [
    whole("returns.days"),
    whole("returns.deliveryDays"),
    whole("paymentRequests.days"),
    { kind: "number", path: "desk.secondPersonAbove", isNeeded: false, step: "any" },
    yesNo("sellsToConsumers"),
    yesNo("news.asked"),
    text("invoices.invoicePrefix"),
    text("invoices.creditPrefix"),
    yesNo("invoices.yearly"),
    { kind: "texts", path: "invoices.note" },
  ],
  checkout: [
    choice("CHECKOUT_SURFACE", [
      { value: "embedded", text: "surfaces.embedded" },
      { value: "elements", text: "surfaces.elements" },
      { value: "payment", text: "surfaces.payment" },
    ]),
    choice("PAYMENT_LAYOUT", [
      { value: "accordion", text: "layouts.accordion" },
      { value: "tabs", text: "layouts.tabs" },
    ]),
    whole("CHECKOUT_HOLD_MINUTES"),
    choice("BILLING_ADDRESS_COLLECTION", [
      { value: "auto", text: "billings.auto" },
      { value: "required", text: "billings.required" },
    ]),
    choice("LOYALTY_DISCOUNT", [
      { value: "button", text: "loyalties.button" },
      { value: "automatic", text: "loyalties.automatic" },
    ]),
    text("PAYMENT_METHODS"),
    text("PAYMENT_METHODS_EXCLUDED"),
    text("PAYMENT_CAPTURE"),
    yesNo("PAYMENT_REQUIRE_CVC"),
    text("PAYMENT_REFUSED_CARD_COUNTRIES"),
    text("PAYMENT_REFUSED_CARD_FUNDING"),
    yesNo("SAVED_METHODS_SAVE"),
    yesNo("SAVED_METHODS_REMOVE"),
    whole("SAVED_METHODS_LIMIT"),
  ],
  tax: [yesNo("STRIPE_TAX"), yesNo("STORE_PRICES_INCLUDE_TAX")],
  mail: [text("MAIL_FROM"), text("MERCHANT_EMAIL")],
} as const satisfies Partial<Record<string, readonly AreaField[]>>;

export type FormArea = keyof typeof AREA_FIELDS;

export const FORM_AREAS = Object.keys(AREA_FIELDS) as FormArea[];

/** A field of one of the forms, with the very names that its texts have. */
export type FormField = (typeof AREA_FIELDS)[FormArea][number];

export const fieldsOf = (area: FormArea): readonly FormField[] => AREA_FIELDS[area];

/** Those that have whole fields of `store.config.ts`; all others have variables. */
export type ShopFormArea = Extract<FormArea, keyof typeof SHOP_AREAS>;

export const isOfShop = (area: FormArea): area is ShopFormArea => Object.hasOwn(SHOP_AREAS, area);

export const variablesOf = (area: FormArea): readonly EnvName[] =>
  area === "checkout" || area === "tax" || area === "mail" ? VARIABLE_AREAS[area] : [];
