import type { Appearance } from "@stripe/stripe-js";
import { isRecord } from "../../browser/is-record";
import { IntegrationError } from "../base/errors";
import { type IntentSecret, parseIntentSecret } from "../intents/intent-secret";

type Usage = "on_session" | "off_session";

/** The options of `stripe.elements()` as the group uses them. */
export interface GroupOptions {
  purpose: Purpose;
  appearance: Appearance;
  locale: string | null;
  customerSession: string | null;
  /** Allows `stripe.createPaymentMethod()`. */
  manualCreation: boolean;
  requiresCvc: boolean;
  syncAddressCheckbox: "billing" | "shipping" | "none";
}

export type Purpose =
  /** `none` is for elements without a payment. */
  { kind: "none" } | { kind: "intent"; secret: IntentSecret } | Deferred;

interface Deferred {
  kind: "deferred";
  mode: "payment" | "setup" | "subscription";
  /** Minor units; null in setup mode. */
  amount: number | null;
  currency: string | null;
  setupFutureUsage: Usage | null;
  captureMethod: string | null;
  onBehalfOf: string | null;
  allowedTypes: string[] | null;
  excludedTypes: string[] | null;
  configuration: string | null;
}

const MODES = ["payment", "setup", "subscription"] as const;
const USAGES = ["on_session", "off_session"] as const;
const CAPTURES = ["automatic", "automatic_async", "manual"] as const;

const SYNCS = ["billing", "shipping", "none"] as const;

const OLD_NAMES: Record<string, string> = {
  setup_future_usage: "setupFutureUsage",
  capture_method: "captureMethod",
  on_behalf_of: "onBehalfOf",
  payment_method_configuration: "paymentMethodConfiguration",
  payment_method_options: "paymentMethodOptions",
};
const KNOWN = new Set([
  "clientSecret",
  "mode",
  "amount",
  "currency",
  "setupFutureUsage",
  "captureMethod",
  "onBehalfOf",
  "allowedPaymentMethodTypes",
  "excludedPaymentMethodTypes",
  "paymentMethodConfiguration",
  "paymentMethodOptions",
  "paymentMethodCreation",
  "fonts",
  "locale",
  "appearance",
  "loader",
  "customerOptions",
  "customerSessionClientSecret",
  "customPaymentMethods",
  "externalPaymentMethodTypes",
  "syncAddressCheckbox",
  "adaptivePricing",
]);

/** Under documented names; `setup_future_usage` and others are older ones. */
export function currentNames(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [OLD_NAMES[name] ?? name, value]));
}

/** @throws IntegrationError for options that contradict each other or are missing */
export function readGroupOptions(given: Record<string, unknown>): GroupOptions {
  const options = currentNames(given);
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) console.warn(`Unrecognized elements() parameter: ${name}.`);
  }
  const manualCreation = oneOf(options, "paymentMethodCreation", ["manual"]) !== null;
  const purpose = readPurpose(options);
  checkInstalments(options, purpose, manualCreation);
  return {
    purpose,
    appearance: isRecord(options.appearance) ? options.appearance : {},
    locale: text(options, "locale"),
    customerSession: text(options, "customerSessionClientSecret"),
    manualCreation,
    syncAddressCheckbox: oneOf(options, "syncAddressCheckbox", SYNCS) ?? "billing",
    requiresCvc: cardOptions(options).require_cvc_recollection === true,
  };
}

function readPurpose(options: Record<string, unknown>): Purpose {
  const clientSecret = text(options, "clientSecret");
  const mode = oneOf(options, "mode", MODES);
  if (clientSecret !== null) {
    if (mode !== null) throw new IntegrationError("elements() takes clientSecret or mode, not both.");
    const secret = parseIntentSecret(clientSecret);
    if (!secret) {
      throw new IntegrationError(
        "The clientSecret of elements() looks like pi_…_secret_… or seti_…_secret_…; this is another value.",
      );
    }
    return { kind: "intent", secret };
  }
  if (mode === null) {
    if (options.amount !== undefined || options.currency !== undefined) {
      throw new IntegrationError("elements() with amount and currency needs mode.");
    }
    return { kind: "none" };
  }
  const currency = text(options, "currency");
  if (currency !== null && !/^[a-z]{3}$/.test(currency)) {
    throw new IntegrationError("elements() takes currency as three lower-case letters, such as eur.");
  }
  if (currency === null && mode !== "setup") {
    throw new IntegrationError(`elements() in ${mode} mode needs currency.`);
  }
  return {
    kind: "deferred",
    mode,
    amount: readAmount(options, mode),
    currency,
    setupFutureUsage: oneOf(options, "setupFutureUsage", USAGES),
    captureMethod: oneOf(options, "captureMethod", CAPTURES),
    onBehalfOf: text(options, "onBehalfOf"),
    allowedTypes: texts(options, "allowedPaymentMethodTypes"),
    excludedTypes: texts(options, "excludedPaymentMethodTypes"),
    configuration: text(options, "paymentMethodConfiguration"),
  };
}

function readAmount({ amount }: Record<string, unknown>, mode: Deferred["mode"]): number | null {
  if (mode === "setup") return null;
  if (amount === undefined || amount === null) {
    throw new IntegrationError(`elements() in ${mode} mode needs amount.`);
  }
  if (typeof amount !== "number" || !Number.isInteger(amount) || amount < 0) {
    throw new IntegrationError("elements() takes amount as a whole number of the currency's smallest unit.");
  }
  if (amount === 0 && mode === "payment") {
    throw new IntegrationError("elements() in payment mode needs an amount greater than 0.");
  }
  return amount;
}

function checkInstalments(options: Record<string, unknown>, purpose: Purpose, manual: boolean): void {
  const { installments } = cardOptions(options);
  if (!isRecord(installments) || installments.enabled !== true) return;
  if (purpose.kind !== "deferred" || purpose.mode !== "payment" || !purpose.allowedTypes) {
    throw new IntegrationError("Instalments need mode payment and allowedPaymentMethodTypes.");
  }
  if (manual) throw new IntegrationError("Instalments can't be used with paymentMethodCreation manual.");
}

function cardOptions({ paymentMethodOptions }: Record<string, unknown>): Record<string, unknown> {
  const card = isRecord(paymentMethodOptions) ? paymentMethodOptions.card : undefined;
  return isRecord(card) ? card : {};
}

function text(options: Record<string, unknown>, name: string): string | null {
  const value = options[name] ?? null;
  if (value === null || typeof value === "string") return value;
  throw new IntegrationError(`elements() takes ${name} as text.`);
}

function texts(options: Record<string, unknown>, name: string): string[] | null {
  const value = options[name] ?? null;
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(String);
  throw new IntegrationError(`elements() takes ${name} as a list.`);
}

function oneOf<T extends string>(
  options: Record<string, unknown>,
  name: string,
  values: readonly T[],
): T | null {
  const value = text(options, name);
  if (value === null) return null;
  const known = values.find((each) => each === value);
  if (known) return known;
  throw new IntegrationError(`elements() takes ${name} as ${values.join(" or ")}, not ${value}.`);
}
