import type { StripeCheckoutElementsSdkOptions, StripeEmbeddedCheckoutOptions } from "@stripe/stripe-js";
import { isRecord } from "../browser/is-record";
import { chooseLocale, translator } from "../texts/translate";
import { IntegrationError, notModelled } from "./base/errors";
import { initCheckoutElementsSdk } from "./checkout-elements/sdk";
import { confirmByType, createSource, createToken, elementOfMethod } from "./elements/card-calls";
import { confirmWithElements } from "./elements/confirm";
import { ElementsGroup } from "./elements/group";
import { createConfirmationToken, createPaymentMethod } from "./elements/tokens";
import { createEmbeddedCheckoutPage } from "./embedded-page";
import { requireSecret } from "./intents/intent-secret";
import { handleNextAction, retrieve } from "./intents/next-action";
import { CONFIRM_BY_TYPE, NOT_MODELLED } from "./members";
import { checkoutNames, elementsOptions, trainOf, versionOf } from "./older-names";
import { redirectToCheckout } from "./redirect-to-checkout";

/** Read while the script runs, as its address is known only then. */
const TRAIN =
  document.currentScript instanceof HTMLScriptElement ? trainOf(document.currentScript.src) : null;

interface StripeOptions {
  locale?: string;
  /** Only `custom_checkout_server_updates_1` has an effect. */
  betas?: string[];
  /** A connected account. */
  stripeAccount?: string;
}

/** `Stripe(publishableKey, options)`: what `loadStripe` calls. */
function Stripe(given: unknown, options: StripeOptions = {}): object {
  if (typeof given !== "string" || given === "") {
    throw new IntegrationError("Stripe() needs the publishable key.");
  }
  if (!/^pk_test_[\w-]+$/.test(given)) {
    throw new IntegrationError(
      "The local Stripe takes publishable test keys only, pk_test_…; with a live key load Stripe.js from js.stripe.com.",
    );
  }
  // The key goes wherever a call is made, so it carries the account with it.
  const key = options.stripeAccount ? `${given}/${options.stripeAccount}` : given;
  const locale = options.locale ?? "auto";
  const context = () => {
    const language = chooseLocale([locale, ...navigator.languages]);
    return { key, locale: language, t: translator(language) };
  };
  return {
    ...Object.fromEntries(NOT_MODELLED.map((name) => [name, notModelled(name)])),
    ...checkoutNames(TRAIN, {
      createEmbeddedCheckoutPage: (given: StripeEmbeddedCheckoutOptions) =>
        createEmbeddedCheckoutPage(key, locale, given),
      initCheckoutElementsSdk: (given: StripeCheckoutElementsSdkOptions) =>
        initCheckoutElementsSdk({ key, locale, betas: options.betas ?? [] }, given),
    }),
    ...Object.fromEntries(
      CONFIRM_BY_TYPE.map((call) => [
        call.name,
        async (...given: unknown[]) => confirmByType(context(), call, given),
      ]),
    ),
    createToken: async (...given: unknown[]) => createToken(context(), given),
    createSource: async (...given: unknown[]) => createSource(context(), given),
    handleCardAction: async (clientSecret: unknown) =>
      handleNextAction(context(), requireSecret(clientSecret, "handleCardAction", "payment_intent")),
    elements: (given?: Record<string, unknown>) =>
      new ElementsGroup(key, locale, elementsOptions(TRAIN, given)),
    createConfirmationToken,
    createPaymentMethod: (given: unknown, element?: unknown, data?: unknown) =>
      elementOfMethod(given, element, data)?.() ?? createPaymentMethod(key, given),
    confirmPayment: async (given: unknown) => confirmWithElements(context(), "payment_intent", given),
    confirmSetup: async (given: unknown) => confirmWithElements(context(), "setup_intent", given),
    handleNextAction: async (given: unknown) => {
      const clientSecret = isRecord(given) ? given.clientSecret : undefined;
      return handleNextAction(context(), requireSecret(clientSecret, "handleNextAction"));
    },
    retrievePaymentIntent: async (clientSecret: unknown) =>
      retrieve(context(), requireSecret(clientSecret, "retrievePaymentIntent", "payment_intent")),
    retrieveSetupIntent: async (clientSecret: unknown) =>
      retrieve(context(), requireSecret(clientSecret, "retrieveSetupIntent", "setup_intent")),
    redirectToCheckout: (given: unknown) => redirectToCheckout(key, given),
    registerAppInfo: () => {},
    _registerWrapper: () => {},
  };
}

Object.assign(window, { Stripe: Object.assign(Stripe, { version: versionOf(TRAIN) }) });
