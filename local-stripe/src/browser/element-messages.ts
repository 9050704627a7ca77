import type { Appearance } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { Answer } from "./call";
import { isRecord } from "./is-record";

/** The old one-line Elements. */
const LINE_KINDS = ["card", "cardNumber", "cardExpiry", "cardCvc", "iban", "idealBank", "p24Bank"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** The kinds of elements that send messages to stripe.js on the merchant's page. */
export type ElementKind =
  | "payment"
  | LineKind
  | "shippingAddress"
  | "billingAddress"
  | "contactDetails"
  | "linkAuthentication";

export interface ElementSetup {
  kind: ElementKind;
  locale: string;
  appearance: Appearance;
  /** The merchant's fonts, as `CustomFontSource`. */
  fonts: readonly unknown[];
  /** The options that the merchant gave to the element. */
  options: Record<string, unknown>;
  facts: ElementFacts;
  /** Values that the merchant fills in. */
  defaults: ElementDefaults;
}

/** How much of a billing address is asked for: the country, with the postal code where cards are checked by it, or all. */
export type BillingAsked = "nothing" | "country" | "all";

/** What can change while the element is on the page. */
export interface ElementFacts {
  merchant: string;
  paymentMethodTypes: string[];
  billing: BillingAsked;
  asksName: boolean;
  asksEmail: boolean;
  asksPhone: boolean;
  phoneRequired: boolean;
  /** Whether the merchant set the e-mail address, so that it can't be changed. */
  emailIsFixed: boolean;
  allowedCountries: string[] | null;
  /** The other address of the group, which this one may equal; null when that is not offered. */
  otherAddress: OtherAddress | null;
  /** Terms under a new method: for one payment, for later ones too, or none. */
  terms: { card: boolean; sepaDebit: "once" | "later" | null };
  saved: SavedMethods | null;
}

export interface OtherAddress {
  complete: boolean;
  value: Record<string, unknown>;
}

/** A known shopper's saved methods, and what may be done with them. */
export interface SavedMethods {
  /** The methods, newest first. */
  methods: Stripe.PaymentMethod[];
  /** The method that is chosen first; null chooses a new method. */
  preferred: string | null;
  canSave: boolean;
  asksCvc: boolean;
  /** `{id}` in the path is the method's id. Null when removing is not allowed. */
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

/** Sent by the Payment Element itself, so that card data never reach the merchant's page. */
export interface SendOrder {
  /** A path of the local Stripe: `v1…`. */
  path: string;
  body: Record<string, unknown>;
  /** Values that replace what the element asked for. */
  billing: BillingDetails;
  /** Values for what the element did not ask for. */
  otherwise: BillingDetails;
  data: Record<string, unknown>;
  /** Added when the shopper agrees to save a new method. */
  consent: { body: Record<string, unknown>; data: Record<string, unknown> };
  /** `mandate_data`, added for direct debits. */
  mandate: Record<string, unknown> | null;
  /** `payment_method_data` at the top level, as `POST /v1/payment_methods` takes it. */
  flat: boolean;
}

/** Messages from the merchant's page to the element. */
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

/** Messages from the element to the merchant's page. */
export type ElementReport =
  | { type: "hello" | "ready" | "focus" | "blur" | "escape" }
  | { type: "change"; change: ElementChange }
  | { type: "removed"; method: Stripe.PaymentMethod; error: string | null }
  | { type: "reply"; call: number; reply: ElementReply };

export interface ElementChange {
  empty: boolean;
  complete: boolean;
  collapsed?: boolean;
  brand?: string;
  country?: string;
  error?: { type: "validation_error"; code: string; message: string };
  value: Record<string, unknown>;
  /** Of an Element that asks for a bank: what the API calls it. The merchant's page gets it as the value. */
  bank?: string;
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

export function isLineKind(kind: ElementKind): kind is LineKind {
  return LINE_KINDS.some((known) => known === kind);
}

/** Window and origin were checked already, and both ends are ours, so only the kind is checked. */
export function parseCommand(value: unknown): ElementCommand | null {
  return isKnown(value, COMMANDS) ? (value as ElementCommand) : null;
}

/** Reads a report from untyped JSON, as `parseCommand` does a command. */
export function parseReport(value: unknown): ElementReport | null {
  return isKnown(value, REPORTS) ? (value as ElementReport) : null;
}

function isKnown(value: unknown, types: string[]): boolean {
  return isRecord(value) && typeof value.type === "string" && types.includes(value.type);
}
