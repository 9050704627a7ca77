import { invalid, missingParameter, notModelled } from "../../http/errors";
import type { Parsed } from "../../http/rules";
import type { Local } from "../../state/local";
import type { CREATE } from "./params";
import { checkSetupMode } from "./setup-mode";

export type NewSession = Parsed<typeof CREATE>;

const MINUTE = 60;
const MAX_LINES = 100;
const MAX_SHIPPING_OPTIONS = 5;

const NOT_MODELLED = [
  "customer_account",
  "invoice_creation",
  "managed_payments",
  "name_collection",
  "optional_items",
  "payment_method_configuration",
] as const satisfies (keyof NewSession)[];

export function checkNewSession(local: Local, given: NewSession): void {
  for (const key of NOT_MODELLED)
    if (given[key] !== undefined) throw notModelled(`the session parameter ${key}`);
  if (given.mode === "subscription") {
    refuse(
      given,
      ["payment_intent_data", "customer_creation", "shipping_options", "submit_type"],
      "subscription",
      "mode",
    );
    const { trial_period_days: days, trial_end: end } = given.subscription_data ?? {};
    if (days !== undefined && end !== undefined) {
      throw invalid(
        "You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].",
        "subscription_data[trial_end]",
      );
    }
    if (end !== undefined && end < local.now() + 48 * 3_600 - 60) {
      throw invalid(
        "The `trial_end` date has to be at least 2 days in the future.",
        "subscription_data[trial_end]",
      );
    }
  } else if (given.subscription_data) {
    throw invalid(
      "You can not pass `subscription_data` outside of `subscription` mode.",
      "subscription_data",
    );
  }
  checkUrls(given);
  checkElements(given);
  checkExpiry(local, given.expires_at);
  checkSetupMode(given);
  const isSetup = given.mode === "setup";
  if (!isSetup && !given.line_items?.length) throw missingParameter("line_items");
  if ((given.line_items?.length ?? 0) > MAX_LINES) {
    throw invalid(`line_items has at most ${MAX_LINES} entries.`, "line_items");
  }
  checkShippingOptions(given.shipping_options);
  exclusive(given, "customer", "customer_email");
  exclusive(given, "customer", "customer_creation");
  exclusive(given, "discounts", "allow_promotion_codes");
  exclusive(given, "allowed_payment_method_types", "excluded_payment_method_types");
  checkCustomer(local, given);
  if ((given.discounts?.length ?? 0) > 1) throw invalid("Only one discount is allowed.", "discounts");
  if (given.permissions && given.ui_mode !== "embedded_page" && given.ui_mode !== "elements") {
    throw invalid("permissions needs ui_mode embedded_page or elements.", "permissions");
  }
}

function checkCustomer(local: Local, given: NewSession): void {
  if (given.customer_update && !given.customer) {
    throw invalid("customer_update can only be used with customer.", "customer_update");
  }
  if (given.customer_update?.shipping && !given.shipping_address_collection) {
    throw invalid(
      "customer_update[shipping] can only be used with shipping_address_collection.",
      "customer_update[shipping]",
    );
  }
  if (!given.customer || !given.automatic_tax?.enabled) return;
  const { address = "never", shipping = "never" } = given.customer_update ?? {};
  if (given.shipping_address_collection && shipping !== "auto") {
    throw invalid(
      "Tax for a customer whose shipping address is collected needs customer_update[shipping]=auto.",
      "customer_update[shipping]",
    );
  }
  const hasAddress = Boolean(local.store.customers.get(given.customer)?.address?.country);
  if (!hasAddress && address !== "auto" && shipping !== "auto") {
    throw invalid(
      "Tax needs an address of the customer, or customer_update[address]=auto to take the one given.",
      "customer",
      "customer_tax_location_invalid",
    );
  }
}

export function checkShippingOptions(options: NewSession["shipping_options"]): void {
  if ((options?.length ?? 0) > MAX_SHIPPING_OPTIONS) {
    throw invalid(`shipping_options has at most ${MAX_SHIPPING_OPTIONS} entries.`, "shipping_options");
  }
}

function exclusive(given: NewSession, left: keyof NewSession, right: keyof NewSession): void {
  if (given[left] !== undefined && given[right] !== undefined) {
    throw invalid(`You may only specify one of these parameters: ${left}, ${right}.`, right);
  }
}

function checkUrls(given: NewSession): void {
  const uiMode = given.ui_mode ?? "hosted_page";
  if (uiMode === "hosted_page") {
    if (!given.success_url) throw missingParameter("success_url");
    refuse(given, ["return_url", "redirect_on_completion"], uiMode);
    return;
  }
  refuse(given, ["success_url", "cancel_url"], uiMode);
  const neverRedirects = given.redirect_on_completion === "never";
  if (neverRedirects && given.return_url) {
    throw invalid("return_url cannot be used when redirect_on_completion is never.", "return_url");
  }
  if (!given.return_url && !neverRedirects) throw missingParameter("return_url");
}

function checkElements(given: NewSession): void {
  if (given.ui_mode !== "elements") return;
  if (given.payment_method_options?.kinds.includes("acss_debit")) {
    const param = "payment_method_options[acss_debit]";
    throw invalid(`${param} cannot be used with ui_mode elements.`, param);
  }
  refuse(
    given,
    [
      "cancel_url",
      "after_expiration",
      "custom_fields",
      "custom_text",
      "branding_settings",
      "consent_collection",
    ],
    "elements",
  );
}

function refuse(given: NewSession, keys: (keyof NewSession)[], value: string, name = "ui_mode"): void {
  for (const key of keys) {
    if (given[key] !== undefined) throw invalid(`${key} cannot be used with ${name} ${value}.`, key);
  }
}

function checkExpiry(local: Local, expiresAt: number | undefined): void {
  if (expiresAt === undefined) return;
  const seconds = expiresAt - local.now();
  // The request took a moment: "30 minutes from now" is meant as such.
  if (seconds < 30 * MINUTE - 30) {
    throw invalid(
      "The expires_at timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  }
  if (seconds > 24 * 60 * MINUTE + 30) {
    throw invalid(
      "The expires_at timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
}
