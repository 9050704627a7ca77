import type { Appearance } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { Answer } from "./call";
import { isRecord } from "./is-record";

/** What elements and stripe.js on the merchant's page say to each other. */
export type ElementKind =
  | "payment"
  | "shippingAddress"
  | "billingAddress"
  | "contactDetails"
  | "linkAuthentication";

export interface ElementSetup {
  kind: ElementKind;
  locale: string;
  appearance: Appearance;
  /** Fonts of the merchant's, as `CustomFontSource`. */
  fonts: readonly unknown[];
  /** As the merchant gave them to the element. */
  options: Record<string, unknown>;
  facts: ElementFacts;
  /** What the merchant already knows. */
  defaults: ElementDefaults;
}

/** How much of a billing address is asked: the country, and the postal code where cards are checked by it, or all. */
export type BillingAsked = "nothing" | "country" | "all";

/** What an element follows while it is on the page. */
export interface ElementFacts {
  /** The merchant's name. */
  merchant: string;
  paymentMethodTypes: string[];
  billing: BillingAsked;
  asksName: boolean;
  asksEmail: boolean;
  asksPhone: boolean;
  phoneRequired: boolean;
  /** The merchant fixed the e-mail address. */
  emailIsFixed: boolean;
  allowedCountries: string[] | null;
  /** The group's other address, which this one may be the same as; null when that is not on offer. */
  otherAddress: OtherAddress | null;
  /** Which terms the Payment Element shows under a new method: of one payment, of later ones too, or none. */
  terms: { card: boolean; sepaDebit: "once" | "later" | null };
  saved: SavedMethods | null;
}

export interface OtherAddress {
  complete: boolean;
  value: Record<string, unknown>;
}

/** The methods that a known shopper saved, and what may be done with them. */
export interface SavedMethods {
  /** Newest first. */
  methods: Stripe.PaymentMethod[];
  /** The one to choose at first; null chooses a new method. */
  preferred: string | null;
  canSave: boolean;
  asksCvc: boolean;
  /** How one is removed: `{id}` in the path is its id. Null when that is not allowed. */
  removal: { path: string; body: Record<string, string> } | null;
}

export interface ElementDefaults {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  address?: Record<string, string | null | undefined> | undefined;
}

export interface BillingDetails {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  address?: Record<string, string | null | undefined> | undefined;
}

/** A call that the Payment Element makes with what it holds, so that card data never reach the merchant's page. */
export interface SendOrder {
  /** On the local Stripe: `/v1/…`. */
  path: string;
  body: Record<string, unknown>;
  /** Goes before what the element asked. */
  billing: BillingDetails;
  /** For what the element did not ask. */
  otherwise: BillingDetails;
  /** Beside the method's own data, for a new method. */
  data: Record<string, unknown>;
  /** Added when the shopper agrees to save a new method. */
  consent: { body: Record<string, unknown>; data: Record<string, unknown> };
  /** `mandate_data`, added for direct debits. */
  mandate: Record<string, unknown> | null;
  /** The members of `payment_method_data` stand at the top, as `POST /v1/payment_methods` takes them. */
  flat: boolean;
}

/** From the merchant's page to the element. */
export type ElementCommand =
  | { type: "setup"; setup: ElementSetup }
  | { type: "facts"; facts: ElementFacts }
  | { type: "appearance"; appearance: Appearance }
  | { type: "fonts"; fonts: readonly unknown[] }
  | { type: "options"; options: Record<string, unknown> }
  | { type: "locale"; locale: string }
  | { type: "focus" | "blur" | "clear" | "collapse" | "go_to_problem" }
  | { type: "freeze"; on: boolean }
  | { type: "validate"; call: number }
  | { type: "send"; call: number; order: SendOrder };

/** From the element to the merchant's page. */
export type ElementReport =
  | { type: "hello" | "ready" | "focus" | "blur" | "escape" }
  | { type: "change"; change: ElementChange }
  | { type: "removed"; method: Stripe.PaymentMethod; error: string | null }
  | { type: "reply"; call: number; reply: ElementReply };

export interface ElementChange {
  empty: boolean;
  complete: boolean;
  collapsed?: boolean;
  value: Record<string, unknown>;
}

export type ElementReply =
  /** The first sentence about what is wrong, or null. */
  { type: "validated"; problem: string | null } | { type: "sent"; answer: Answer<unknown> };

const COMMANDS = [
  "setup",
  "facts",
  "appearance",
  "fonts",
  "options",
  "locale",
  "focus",
  "blur",
  "clear",
  "collapse",
  "freeze",
  "go_to_problem",
  "validate",
  "send",
];
const REPORTS = ["hello", "ready", "focus", "blur", "escape", "change", "removed", "reply"];

/** Both ends are this script's own and checked by window and origin; so only the kind of message is looked at. */
export function parseCommand(value: unknown): ElementCommand | null {
  return isKnown(value, COMMANDS) ? (value as ElementCommand) : null;
}

/** See `parseCommand`. */
export function parseReport(value: unknown): ElementReport | null {
  return isKnown(value, REPORTS) ? (value as ElementReport) : null;
}

function isKnown(value: unknown, types: string[]): boolean {
  return isRecord(value) && typeof value.type === "string" && types.includes(value.type);
}
