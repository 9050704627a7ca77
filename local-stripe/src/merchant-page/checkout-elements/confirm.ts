import type {
  StripeCheckoutConfirmResult,
  StripeCheckoutContact,
  StripeCheckoutRedirectBehavior,
} from "@stripe/stripe-js";
import type { Answer } from "../../browser/call";
import type { SendOrder } from "../../browser/element-messages";
import { failureOf } from "../../browser/failures";
import type { ChallengeOutcome } from "../../browser/messages";
import { nextStep } from "../../browser/next-step";
import type { Confirmed, ConfirmInput, PageApi, PageData } from "../../browser/page-api";
import type { PaymentError } from "../../browser/payment-error";
import type { Translate } from "../../texts/translate";
import { IntegrationError } from "../base/errors";
import type { ExpressCheckoutElement } from "../element-host/express-checkout";
import type { FrameElement } from "../element-host/frame-element";
import { contactInput } from "./contact-input";
import type { SessionStore } from "./session-store";
import { emailOf } from "./session-view";
import { shippingOf } from "./shopper-input";

export interface ConfirmOptions {
  returnUrl?: string;
  redirect?: StripeCheckoutRedirectBehavior;
  /** A saved method's id, instead of the Payment Element's method. */
  paymentMethod?: string;
  /** Replaces the box in the Payment Element. */
  savePaymentMethod?: boolean;
  email?: string;
  phoneNumber?: string;
  billingAddress?: StripeCheckoutContact;
  shippingAddress?: StripeCheckoutContact;
  /** The event of an Express Checkout Element, whose wallet pays. */
  expressCheckoutConfirmEvent?: object;
}

export interface ConfirmParts {
  api: PageApi;
  /** The local Stripe's origin; payments go nowhere else. */
  origin: string;
  store: SessionStore;
  t: () => Translate;
  payment: () => FrameElement | null;
  express: () => ExpressCheckoutElement | null;
  /** Waits for updates of the server and of elements. */
  settled: () => Promise<void>;
  validate: (asked: { payment: boolean }) => Promise<string | null>;
  challenge: (source: string) => Promise<ChallengeOutcome>;
}

/** Confirms a session. Never resolves when the window leaves for another page. */
export async function confirmSession(
  parts: ConfirmParts,
  given: ConfirmOptions,
): Promise<StripeCheckoutConfirmResult> {
  if (!given.expressCheckoutConfirmEvent) return confirmOpenSession(parts, given);
  const express = parts.express();
  if (!express?.choice) throw new IntegrationError("Nobody has paid in the Express Checkout Element.");
  const { method, person, shipping } = express.choice;
  const contact = { name: person.name, address: person.address };
  const page = parts.store.page();
  const result = await confirmOpenSession(parts, {
    ...given,
    paymentMethod: method,
    email: given.email ?? (page && emailOf(page) ? undefined : person.email),
    billingAddress: contact,
    ...(shipping && { shippingAddress: contact }),
  });
  express.finish(result.type === "error" ? result.error.message : null);
  return result;
}

async function confirmOpenSession(
  parts: ConfirmParts,
  options: ConfirmOptions,
): Promise<StripeCheckoutConfirmResult> {
  const { store, t } = parts;
  await parts.settled();
  const page = store.page();
  if (!page) return failed({ message: t()("state.error.text") });
  const returnUrl = options.returnUrl ?? page.session.return_url;
  if (!returnUrl && options.redirect !== "if_required") {
    throw new IntegrationError("confirm() needs returnUrl when the Checkout Session has no return_url.");
  }
  if (!options.email && !emailOf(page)) return failed({ message: t()("error.email_missing") });
  const free = page.session.amount_total === 0;
  const chosen = options.paymentMethod !== undefined;
  const element = chosen ? null : parts.payment();
  if (!free && !chosen && !element) throw new IntegrationError("confirm() needs a mounted Payment Element.");
  const problem = await parts.validate({ payment: !chosen });
  if (problem !== null) return failed({ message: problem });

  element?.send({ type: "freeze", on: true });
  const input = confirmInput(page, options);
  const answer =
    free || !element
      ? await parts.api.confirm(input)
      : await element.order<Confirmed>(confirmOrder(page, input));
  const result = await follow(parts, answer, returnUrl ?? "", options.redirect ?? "always");
  element?.send({ type: "freeze", on: false });
  return result;
}

/** With what the page shows, so that the server checks that amount. */
export function confirmInput({ session, ...page }: PageData, options: ConfirmOptions): ConfirmInput {
  const onlyServer = session.permissions?.update_shipping_details === "server_only";
  const shipping = options.shippingAddress && contactInput(options.shippingAddress);
  const rate = session.shipping_cost?.shipping_rate;
  return {
    email: options.email ?? emailOf({ session, ...page }) ?? undefined,
    phone_number: options.phoneNumber,
    payment_method: options.paymentMethod,
    save_payment_method: options.savePaymentMethod,
    billing: options.billingAddress && contactInput(options.billingAddress),
    ...(!onlyServer && { shipping, shipping_rate: typeof rate === "string" ? rate : rate?.id }),
    expected_amount: session.amount_total ?? 0,
  };
}

/** Missing details come from the session's addresses. */
function confirmOrder(page: PageData, input: ConfirmInput): SendOrder {
  const billing = input.billing ?? page.billing;
  const { session } = page;
  return {
    path: `/v1/payment_pages/${session.id}/confirm`,
    body: { ...input, client_secret: session.client_secret },
    billing: { email: input.email, address: billing?.address ?? undefined },
    otherwise: { name: billing?.name ?? shippingOf(page)?.name ?? undefined },
    data: {},
    consent: { body: { save_payment_method: input.save_payment_method ?? true }, data: {} },
    mandate: null,
    flat: false,
  };
}

async function follow(
  parts: ConfirmParts,
  answer: Answer<Confirmed>,
  returnUrl: string,
  redirect: StripeCheckoutRedirectBehavior,
): Promise<StripeCheckoutConfirmResult> {
  if (!answer.ok) return refused(parts, answer.error);
  const next = nextStep(answer.value);
  switch (next.kind) {
    case "redirect":
      if (new URL(next.url).origin === parts.origin) return leave(parts, next.url);
      return refused(parts, {});
    case "failed":
      return refused(parts, next.error);
    case "challenge": {
      const outcome = await parts.challenge(next.source);
      await parts.store.load();
      if (parts.store.page()?.session.status !== "complete") {
        return refused(parts, outcome.error ?? { code: "payment_intent_authentication_failure" });
      }
      break;
    }
    case "done":
      await parts.store.load();
  }
  parts.store.note({ lastPaymentError: null });
  const session = parts.store.view();
  if (redirect === "always") {
    return leave(parts, returnUrl.replaceAll("{CHECKOUT_SESSION_ID}", answer.value.session.id));
  }
  return session ? { type: "success", session } : failed({});
}

async function refused(parts: ConfirmParts, error: PaymentError): Promise<StripeCheckoutConfirmResult> {
  const message = parts.t()(failureOf(error).text);
  await parts.store.load();
  const result = failed({ ...error, message });
  if (result.type === "error" && result.error.code === "paymentFailed") {
    parts.store.note({ lastPaymentError: message });
  }
  return result;
}

/** A refused payment is `paymentFailed`; everything else has no code. */
export function failed(error: PaymentError): StripeCheckoutConfirmResult {
  const message = error.message ?? "";
  const isPayment =
    error.type === "card_error" ||
    error.decline_code !== undefined ||
    error.code === "payment_intent_authentication_failure" ||
    error.code === "payment_intent_payment_attempt_failed";
  if (!isPayment) return { type: "error", error: { message, code: null } };
  return {
    type: "error",
    error: { message, code: "paymentFailed", paymentFailed: { declineCode: error.decline_code ?? null } },
  };
}

function leave(parts: ConfirmParts, url: string): Promise<StripeCheckoutConfirmResult> {
  if (!/^https?:/.test(url)) throw new IntegrationError("The return URL has to be an http or https address.");
  return new Promise((resolve) => {
    window.addEventListener("pageshow", async ({ persisted }) => {
      if (!persisted) return;
      await parts.store.load();
      const session = parts.store.view();
      if (session?.status.type === "complete") resolve({ type: "success", session });
      else resolve(refused(parts, { code: "payment_intent_authentication_failure" }));
    });
    window.location.assign(url);
  });
}
