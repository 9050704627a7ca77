import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { askOutcome, readOutcome } from "@/lib/checkout/core/ask-outcome";
import { afterConfirm } from "@/lib/checkout/payment-element/after-confirm";
import {
  paymentCheckoutSchema,
  readAgainAnswer,
  readConfirmAnswer,
  readFreeAnswer,
  readPaymentUpdate,
} from "@/lib/checkout/payment-element/payment-answer";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import { sendConfirm } from "@/lib/checkout/payment-element/send-confirm";
import type { Means, ShopperPlan } from "../plan";
import { patiently, type StoreBrowser, StrandedError } from "./browser";
import { begin, refusalOf } from "./start";
import { answerBank, methodData, stripeCall } from "./stripe-page";
import type { CheckoutEnd, Surroundings } from "./take-part";

const token = z.object({ id: z.string() });
const intent = z.object({
  status: z.string(),
  next_action: z
    .object({ use_stripe_sdk: z.looseObject({ three_d_secure_2_source: z.string() }).optional() })
    .nullable(),
});

const MOST_PRESSES = 8;
/** The page asks without end; a person looks for help after some minutes. */
const OUTCOME_MS = 3 * 60_000;

/** Our page on the Payment Element, which asks the store to charge a ConfirmationToken. */
export async function payByElement(
  browser: StoreBrowser,
  plan: ShopperPlan,
  around: Surroundings,
): Promise<CheckoutEnd> {
  const begun = await begin(browser, "payment");
  if (!begun.ok) return { kind: "refused", code: begun.code, orderId: begun.orderId };
  let checkout: PaymentCheckout = paymentCheckoutSchema.parse(begun.body);
  const { orderId } = checkout;
  const wallet = [...plan.means];
  if (wallet.length === 0) return { kind: "left", orderId };

  const { line1, city, postal_code: postalCode, country } = around.person.address;
  checkout = await change(browser, checkout, "delivery", { address: { country, postalCode, city, line1 } });
  if (plan.code) checkout = await change(browser, checkout, "discounts/promotion-code", { code: plan.code });

  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const [means] = wallet;
    if (!means) return { kind: "declined", orderId };
    const pressed = await press(browser, plan, around, checkout, means);
    switch (pressed.kind) {
      case "paid":
        if (pressed.intentId) await around.onPaid({ intentId: pressed.intentId, means });
        if (!plan.leaves) {
          const { intentId } = pressed;
          await browser.open(
            intentId ? `/checkout/complete?payment_intent=${intentId}` : `/orders/${orderId}`,
          );
        }
        return { kind: "paid", orderId };
      case "over":
        return { kind: "refused", code: "not_payable", orderId };
      case "declined":
        wallet.shift();
    }
    const now = await again(browser, orderId);
    if (!now.ok) return { kind: "refused", code: "not_payable", orderId };
    checkout = now.checkout;
  }
  return { kind: "declined", orderId };
}

type Pressed = { kind: "paid"; intentId: string | null } | { kind: "over" | "declined" | "look_again" };

async function press(
  browser: StoreBrowser,
  plan: ShopperPlan,
  around: Surroundings,
  checkout: PaymentCheckout,
  means: Means,
): Promise<Pressed> {
  const { orderId, signedQuote: quote } = checkout;
  const { email, name, address } = around.person;
  if (checkout.amount === 0) {
    const { line1, city, postal_code: postalCode, country } = address;
    const free = {
      orderId,
      quote,
      email,
      name,
      address: { line1, line2: null, city, state: null, postalCode, country },
    };
    const answer = await sendConfirm(
      async () => readFreeAnswer((await browser.ask("/api/checkout/payment/confirm-free", free)).body),
      delay,
    );
    if (answer?.ok) return { kind: "paid", intentId: null };
    return answer
      ? { kind: answer.code === "not_payable" ? "over" : "look_again" }
      : findOut(browser, orderId);
  }
  const confirmationTokenId = await makeToken(around, checkout, means);
  const confirmation = { confirmationTokenId, orderId, quote, email };
  const send = async () =>
    readConfirmAnswer((await browser.ask("/api/checkout/payment/confirm", confirmation)).body);
  // A double click: both ask with the same token.
  const other = plan.twice === "tabs" ? send().catch(() => null) : null;
  const answer = await sendConfirm(send, delay);
  await other;
  if (!answer) return findOut(browser, orderId);
  const step = afterConfirm(answer, { quote: checkout.quote, amount: checkout.amount });
  switch (step.kind) {
    case "arrive":
      return { kind: "paid", intentId: step.paymentIntentId };
    case "bank":
      return visitBank(browser, around, step, orderId, means);
    case "find_out":
      return findOut(browser, orderId);
    case "over":
      return { kind: "over" };
    case "again":
      return { kind: "look_again" };
    case "stay":
      if (step.notice.kind === "in_progress") return findOut(browser, orderId);
      if (step.notice.kind === "look_at_cart") return { kind: "over" };
      return { kind: step.notice.kind === "declined" ? "declined" : "look_again" };
  }
}

async function visitBank(
  browser: StoreBrowser,
  { stripeUrl }: Surroundings,
  { clientSecret, paymentIntentId }: { clientSecret: string; paymentIntentId: string },
  orderId: string,
  means: Means,
): Promise<Pressed> {
  const read = () =>
    patiently("reading the payment", async () => {
      const query = new URLSearchParams({ client_secret: clientSecret });
      const answer = await stripeCall(stripeUrl, `/v1/payment_intents/${paymentIntentId}?${query}`);
      return answer.status === 200 ? intent.parse(answer.body) : null;
    });
  const source = (await read()).next_action?.use_stripe_sdk?.three_d_secure_2_source;
  if (source) await answerBank(stripeUrl, source, clientSecret, means);
  const { status } = await read();
  if (status === "succeeded" || status === "processing") return { kind: "paid", intentId: paymentIntentId };
  return status === "requires_action" ? findOut(browser, orderId) : { kind: "declined" };
}

/** As the page, which asks until it knows. */
async function findOut(browser: StoreBrowser, orderId: string): Promise<Pressed> {
  const ask = () =>
    askOutcome(
      async () => readOutcome((await browser.ask("/api/checkout/outcome", { orderId })).body),
      async (milliseconds) => {
        if (Date.now() > until) throw new StrandedError("finding out whether the order is paid");
        await delay(Math.min(milliseconds, 4_000));
      },
    );
  const until = Date.now() + OUTCOME_MS;
  const outcome = await ask();
  return outcome === "paid" ? { kind: "paid", intentId: null } : { kind: "look_again" };
}

async function makeToken(
  { stripeUrl, person }: Surroundings,
  checkout: PaymentCheckout,
  means: Means,
): Promise<string> {
  const { elements } = checkout;
  const { email, name, address } = person;
  const data = methodData(means, email, name);
  const body = {
    payment_method_data: {
      ...data,
      billing_details: { ...data.billing_details, address: withoutBlanks(address) },
    },
    shipping: { name, address: withoutBlanks(address) },
    return_url: `${new URL(stripeUrl).origin}/returned`,
    client_context: withoutBlanks({
      mode: elements.mode,
      amount: elements.amount,
      currency: elements.currency,
      capture_method: elements.captureMethod,
      setup_future_usage: elements.setupFutureUsage,
    }),
    mandate_data: { customer_acceptance: { type: "online", online: { user_agent: "chaos" } } },
  };
  return patiently("making a token", async () => {
    const answer = await stripeCall(stripeUrl, "/v1/confirmation_tokens", body);
    return answer.status === 200 ? token.parse(answer.body).id : null;
  });
}

const withoutBlanks = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));

/** A change that is refused leaves the order as it was. */
async function change(
  browser: StoreBrowser,
  checkout: PaymentCheckout,
  path: string,
  details: object,
): Promise<PaymentCheckout> {
  return patiently(`asking for ${path}`, async () => {
    const answer = await browser.ask(`/api/checkout/payment/${path}`, {
      orderId: checkout.orderId,
      ...details,
    });
    if (answer.status === 200) {
      const read = readPaymentUpdate(answer.body);
      return read.ok ? read.checkout : checkout;
    }
    const refused = refusalOf(answer);
    if (!refused || refused.code === "checkout_busy" || refused.code === "rate_limited") return null;
    return checkout;
  });
}

async function again(browser: StoreBrowser, orderId: string) {
  return patiently("reading the order again", async () => {
    const answer = await browser.ask("/api/checkout/payment", { orderId, locale: "en" });
    if (answer.status !== 200 && !refusalOf(answer)) return null;
    if (["checkout_busy", "rate_limited"].includes(refusalOf(answer)?.code ?? "")) return null;
    try {
      return readAgainAnswer(answer.body);
    } catch {
      return { ok: false as const, orderId };
    }
  });
}
