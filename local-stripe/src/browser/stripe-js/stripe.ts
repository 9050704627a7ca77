import type { StripeCheckoutElementsSdkOptions, StripeEmbeddedCheckoutOptions } from "@stripe/stripe-js";
import { initCheckoutElementsSdk } from "../checkout-elements/sdk";
import { createEmbeddedCheckoutPage } from "./embedded-page";
import { IntegrationError, notModelled } from "./errors";

/** The release train that the npm packages expect of `window.Stripe.version`. */
const VERSION = "endive";

/** Part of Stripe.js, but of no page of the local Stripe yet. */
const LATER = [
  "elements",
  "confirmPayment",
  "confirmSetup",
  "confirmCardPayment",
  "confirmCardSetup",
  "createConfirmationToken",
  "createPaymentMethod",
  "createToken",
  "createSource",
  "handleCardAction",
  "handleNextAction",
  "initCheckoutFormSdk",
  "paymentRequest",
  "retrievePaymentIntent",
  "retrieveSetupIntent",
] as const;

interface StripeOptions {
  locale?: string;
  /** Taken as they come: what a beta opens here is open to everybody. */
  betas?: string[];
}

/** `Stripe(publishableKey, options)`: what `loadStripe` calls. */
function Stripe(key: unknown, options: StripeOptions = {}): object {
  if (typeof key !== "string" || key === "") {
    throw new IntegrationError("Stripe() needs the publishable key.");
  }
  if (!key.startsWith("pk_test_local_")) {
    throw new IntegrationError(
      "The local Stripe takes only its own publishable keys, pk_test_local_…; with a key of a Stripe account load Stripe.js from js.stripe.com.",
    );
  }
  const locale = options.locale ?? "auto";
  return {
    ...Object.fromEntries(LATER.map((name) => [name, notModelled(name)])),
    createEmbeddedCheckoutPage: (given: StripeEmbeddedCheckoutOptions) =>
      createEmbeddedCheckoutPage(key, locale, given),
    initCheckoutElementsSdk: (given: StripeCheckoutElementsSdkOptions) =>
      initCheckoutElementsSdk(key, locale, given),
    registerAppInfo: () => {},
    _registerWrapper: () => {},
  };
}

Object.assign(window, { Stripe: Object.assign(Stripe, { version: VERSION }) });
