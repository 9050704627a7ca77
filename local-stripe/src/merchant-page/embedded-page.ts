import type { StripeEmbeddedCheckout, StripeEmbeddedCheckoutOptions } from "@stripe/stripe-js";
import type { FrameMessage } from "../browser/messages";
import { chooseLocale, translator } from "../texts/translate";
import { openChallenge } from "./base/challenge";
import { IntegrationError } from "./base/errors";
import { type Frame, LOCAL_STRIPE_ORIGIN, openFrame } from "./base/frame";
import { findPlace, reveal } from "./base/place";

/** One embedded page per window, as at Stripe; destroy frees it. */
let occupied = false;

/** Creates the page. Rejects with `fetchClientSecret`'s error. */
export async function createEmbeddedCheckoutPage(
  key: string,
  locale: string,
  options: StripeEmbeddedCheckoutOptions,
): Promise<StripeEmbeddedCheckout> {
  checkOptions(options);
  if (occupied) throw new IntegrationError("You cannot have multiple Embedded Checkout objects.");
  occupied = true;
  try {
    const clientSecret = options.clientSecret ?? (await options.fetchClientSecret?.());
    if (typeof clientSecret !== "string" || !/^cs_\w+_secret_\S+$/.test(clientSecret)) {
      throw new IntegrationError(
        "The client secret of an embedded Checkout Session looks like cs_…_secret_…; this is another value.",
      );
    }
    return createPage({ key, locale, clientSecret, onComplete: options.onComplete });
  } catch (error) {
    occupied = false;
    throw error;
  }
}

function checkOptions(options: StripeEmbeddedCheckoutOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new IntegrationError("createEmbeddedCheckoutPage() needs an object of options.");
  }
  if (options.clientSecret && options.fetchClientSecret) {
    throw new IntegrationError("Give either clientSecret or fetchClientSecret, not both.");
  }
  if (!options.clientSecret && typeof options.fetchClientSecret !== "function") {
    throw new IntegrationError("createEmbeddedCheckoutPage() needs fetchClientSecret or clientSecret.");
  }
  for (const name of ["onShippingDetailsChange", "onLineItemsChange"] as const) {
    if (options[name]) throw new IntegrationError(`The local Stripe does not model ${name} yet.`);
  }
}

function createPage(page: {
  key: string;
  locale: string;
  clientSecret: string;
  onComplete: (() => void) | undefined;
}): StripeEmbeddedCheckout {
  let destroyed = false;
  let frame: Frame | null = null;
  let challenge: { close: () => void } | null = null;

  const onMessage = (message: FrameMessage, from: Frame) => {
    switch (message.type) {
      case "height":
        from.element.style.height = `${message.height}px`;
        return;
      case "reveal":
        return reveal(from.element, message.top);
      case "redirect":
        if (new URL(message.url).origin === LOCAL_STRIPE_ORIGIN) window.location.assign(message.url);
        return;
      case "challenge":
        challenge?.close();
        challenge = openChallenge({ ...page, source: message.source }, (outcome) => {
          challenge = null;
          from.send({ type: "challenge_done", outcome });
        });
        return;
      case "complete":
        if (message.url === null) page.onComplete?.();
        else if (/^https?:/.test(message.url)) window.location.assign(message.url);
        return;
      case "challenge_done":
      case "element_command":
      case "element_report":
        return;
    }
  };

  const unmount = () => {
    if (destroyed) throw new IntegrationError("This Embedded Checkout object has been destroyed.");
    challenge?.close();
    challenge = null;
    frame?.remove();
    frame = null;
  };

  return {
    mount: (location) => {
      if (destroyed) {
        throw new IntegrationError("This Embedded Checkout object has been destroyed; create another one.");
      }
      if (frame) throw new IntegrationError("This Embedded Checkout object is already mounted.");
      const place = findPlace(location, "Embedded Checkout");
      const t = translator(chooseLocale([page.locale, ...navigator.languages]));
      frame = openFrame({
        path: "/embedded-checkout.html",
        name: () => "embedded-checkout",
        title: t("frame.title"),
        params: { ...page, source: "" },
        onMessage,
      });
      frame.element.style.minHeight = "320px";
      place.append(frame.element);
    },
    unmount,
    destroy: () => {
      if (destroyed) throw new IntegrationError("This Embedded Checkout object has been destroyed.");
      unmount();
      destroyed = true;
      occupied = false;
    },
  };
}
