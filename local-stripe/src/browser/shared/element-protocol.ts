import type { Appearance } from "@stripe/stripe-js";
import type { Answer, Confirmed, ConfirmInput, PageData } from "../checkout/api";
import { isRecord } from "./protocol";

/** What the elements of Checkout Elements and stripe.js on the merchant's page say to each other. */
export type ElementKind = "payment" | "shippingAddress" | "billingAddress" | "contactDetails";

export interface ElementSetup {
  page: PageData;
  kind: ElementKind;
  locale: string;
  appearance: Appearance;
  /** As the merchant gave them to `create…Element()`. */
  options: Record<string, unknown>;
  /** The Billing Address Element asks for what the Payment Element else would. */
  billingIsElsewhere: boolean;
  /** What the merchant already knows. */
  defaults: ElementDefaults;
}

export interface ElementDefaults {
  name?: string;
  email?: string;
  phone?: string;
  address?: Record<string, string | null | undefined>;
}

/** From the merchant's page to the element. */
export type ElementCommand =
  | { type: "setup"; setup: ElementSetup }
  | { type: "page"; page: PageData }
  | { type: "appearance"; appearance: Appearance }
  | { type: "options"; options: Record<string, unknown> }
  | { type: "focus" | "blur" | "clear" | "collapse" | "go_to_problem" }
  | { type: "freeze"; on: boolean }
  | { type: "validate"; call: number }
  | { type: "confirm"; call: number; input: ConfirmInput };

/** From the element to the merchant's page. */
export type ElementReport =
  | { type: "hello" | "ready" | "focus" | "blur" | "escape" }
  | { type: "change"; change: ElementChange }
  | { type: "reply"; call: number; reply: ElementReply };

export interface ElementChange {
  empty: boolean;
  complete: boolean;
  collapsed?: boolean;
  value: Record<string, unknown>;
}

export type ElementReply =
  /** The first sentence about what is wrong, or null. */
  { type: "validated"; problem: string | null } | { type: "confirmed"; answer: Answer<Confirmed> };

const COMMANDS = [
  "setup",
  "page",
  "appearance",
  "options",
  "focus",
  "blur",
  "clear",
  "collapse",
  "freeze",
  "go_to_problem",
  "validate",
  "confirm",
];
const REPORTS = ["hello", "ready", "focus", "blur", "escape", "change", "reply"];

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
