import "server-only";
import { and, eq } from "drizzle-orm";
import Stripe from "stripe";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import type { Customer } from "@/lib/customers/types";
import { db } from "@/lib/db/client";
import { orderQuotes, orders } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { OrderId, PaymentIntentId } from "@/lib/ids";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/intent-evidence";
import { settleWithEvidence } from "@/lib/orders/settle.server";
import { owns, type Shopper } from "@/lib/orders/shopper";
import { lockOrder, noteOnTimeline, type OrderRow } from "@/lib/orders/transition.server";
import type { Quote } from "@/lib/quote/types";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { shownWith } from "../shown.server";
import {
  type Claim,
  type Confirmation,
  claimToken,
  closeConfirmation,
  forgetConfirmation,
  markSent,
} from "./confirmation-record.server";
import { endEarlier } from "./end-earlier.server";
import { intentParams } from "./intent-params";
import { paymentOptions } from "./options";
import type { PaymentCheckout } from "./payment-checkout";
import { paymentView } from "./payment-view.server";
import { type Review, reviewPayment } from "./review-payment.server";
import { readSignedQuote } from "./signed-quote";

const UNDER_WAY = ["succeeded", "processing", "requires_action", "requires_capture"] as const;

export type ConfirmedPayment =
  | {
      ok: true;
      status: (typeof UNDER_WAY)[number];
      clientSecret: string;
      paymentIntentId: PaymentIntentId;
      orderId: OrderId;
    }
  /** `message`: Stripe's, for the shopper. */
  | { ok: false; code: "card_declined"; message?: string; declineCode: string | null }
  | { ok: false; code: "quote_changed" | "quote_expired"; checkout: PaymentCheckout }
  | { ok: false; code: "payment_in_progress" | "not_payable"; orderId: OrderId }
  | Extract<Review, { ok: false }>
  | {
      ok: false;
      code:
        | "not_found"
        | "quote_invalid"
        | "token_expired"
        | "token_used"
        | "amount_too_small"
        | "stripe_unavailable";
    };

type Input = {
  orderId: OrderId;
  /** `ctoken_…`, from the shopper's browser. */
  tokenId: string;
  /** What the page was told it would pay; the order's own quote when a program sends none. */
  signedQuote?: string | undefined;
  /** Where the shopper wants to hear of the order; the payer's own when a program sends none. */
  email?: string | undefined;
  shopper: Shopper;
};

/**
 * Pays an order with a ConfirmationToken: the business rules, then one PaymentIntent that is created and confirmed in one
 * call. Calls to Stripe: that one, and one to read the token where rules are on.
 *
 * A token is written down before it is used, and its attempt is part of the idempotency key: a second click, a retry
 * after a lost answer and any number of requests at once make one charge. Never throws for an outage.
 */
export async function confirmPayment(input: Input): Promise<ConfirmedPayment> {
  const { orderId, tokenId, shopper } = input;
  const claimed = await db().transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.surface !== "payment" || !owns(shopper, order)) return { kind: "not_found" } as const;
    const ticket = checkTicket(order, input.signedQuote);
    if (ticket !== "fine") return { kind: ticket } as const;
    const claim = await claimToken(tx, order, tokenId);
    if (order.status !== "open" && claim.kind !== "known") return { kind: "not_payable" } as const;
    return { ...claim, order };
  });
  switch (claimed.kind) {
    case "not_found":
    case "quote_invalid":
      return { ok: false, code: claimed.kind };
    case "not_payable":
      return { ok: false, code: "not_payable", orderId };
    case "used":
      return { ok: false, code: "token_used" };
    case "running":
      return { ok: false, code: "payment_in_progress", orderId };
    case "known":
      return lookAt(orderId, claimed.paymentIntentId).catch(unavailable);
    case "replay":
    case "begin":
      return carryOut(input, claimed.order, claimed).catch(unavailable);
  }
}

/** Signed by us, for this order: anything else was made up or belongs to another cart. Age and revision come later. */
export function checkTicket(
  order: Pick<OrderRow, "id" | "cartId">,
  signedQuote: string | undefined,
): "fine" | "quote_invalid" {
  if (signedQuote === undefined) return "fine";
  const ticket = readSignedQuote(signedQuote, env().CART_SECRET);
  const isOurs = ticket?.orderId === order.id && ticket.cartId === order.cartId;
  return isOurs ? "fine" : "quote_invalid";
}

async function carryOut(
  input: Input,
  order: OrderRow,
  { kind, confirmation }: Extract<Claim, { kind: "begin" | "replay" }>,
): Promise<ConfirmedPayment> {
  if (kind === "replay") {
    // Stripe replays the lost answer under its key; money it may have taken pays this order.
    const quote = await quoteOf(order, confirmation.revision);
    const found = await run(input.shopper, { ...order, quote }, confirmation);
    const isOther = confirmation.tokenId !== input.tokenId;
    return found.ok || !isOther ? found : confirmPayment(input);
  }
  try {
    if (await endEarlier(order.id)) {
      await close(confirmation, "refused");
      return { ok: false, code: "not_payable", orderId: order.id };
    }
    const review = await reviewPayment({ ...input, order });
    if (!review.ok) {
      await close(confirmation, "refused");
      return review;
    }
    await db().transaction(async (tx) => {
      await markSent(tx, confirmation, order.quote.revision);
      if (input.email) await tx.update(orders).set({ email: input.email }).where(eq(orders.id, order.id));
    });
  } catch (error) {
    await db().transaction((tx) => forgetConfirmation(tx, confirmation));
    throw error;
  }
  return run(input.shopper, order, confirmation);
}

/** Creates and confirms; the same attempt again gets Stripe's first answer again. */
async function run(shopper: Shopper, order: OrderRow, confirmation: Confirmation): Promise<ConfirmedPayment> {
  const create = (stripeCustomerId: string | null) =>
    stripe().paymentIntents.create(
      {
        ...intentParams({
          order,
          tokenId: confirmation.tokenId,
          options: paymentOptions(env()),
          stripeCustomerId,
          storeUrl: env().STORE_URL,
        }),
        expand: INTENT_EXPANSION,
      },
      { idempotencyKey: `${order.id}-confirm-${confirmation.attempt}` },
    );
  try {
    const intent = shopper.customer
      ? await withStripeCustomer(shopper.customer.id, create)
      : await create(null);
    return await record(order.id, confirmation, intent);
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure.kind === "unavailable") {
      await close(confirmation, "lost");
      throw error;
    }
    return refusedByStripe(order, confirmation, shopper.customer, error);
  }
}

async function record(
  orderId: OrderId,
  confirmation: Confirmation,
  intent: Stripe.PaymentIntent,
): Promise<ConfirmedPayment> {
  const paymentIntentId = intent.id as PaymentIntentId;
  await settleWithEvidence(orderId, [intentEvidence(intent)], {
    inSameTransaction: async (tx) => {
      await closeConfirmation(tx, confirmation, "done", paymentIntentId);
      await noteOnTimeline(tx, orderId, "store", { code: "payment_started", stripeId: intent.id });
    },
  });
  return outcome(orderId, intent);
}

function outcome(orderId: OrderId, intent: Stripe.PaymentIntent): ConfirmedPayment {
  const paymentIntentId = intent.id as PaymentIntentId;
  const status = UNDER_WAY.find((one) => one === intent.status);
  if (status) return { ok: true, status, clientSecret: intent.client_secret ?? "", paymentIntentId, orderId };
  return declined(intent.last_payment_error?.message, intent.last_payment_error?.decline_code);
}

const declined = (message: string | undefined, declineCode: string | undefined): ConfirmedPayment => ({
  ok: false,
  code: "card_declined",
  ...(message && { message }),
  declineCode: declineCode ?? null,
});

/** A decline comes with its intent; another refusal is about the token, or about what it was made for. */
async function refusedByStripe(
  order: OrderRow,
  confirmation: Confirmation,
  customer: Customer | null,
  error: unknown,
): Promise<ConfirmedPayment> {
  if (error instanceof Stripe.errors.StripeCardError) {
    const intentId = error.payment_intent?.id;
    if (intentId) {
      const intent = await stripe().paymentIntents.retrieve(intentId, { expand: INTENT_EXPANSION });
      await record(order.id, confirmation, intent);
    } else await close(confirmation, "refused");
    return declined(error.message, error.decline_code || error.code);
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    // The first request under this key was another: what became of it is for its events to tell.
    await close(confirmation, "lost");
    throw error;
  }
  await close(confirmation, "refused");
  const failure = stripeFailure(error);
  console.error(`checkout: ${failure.message}`);
  if (failure.code === "amount_too_small") return { ok: false, code: failure.code };
  const isAboutToken =
    error instanceof Stripe.errors.StripeInvalidRequestError && error.param === "confirmation_token";
  if (isAboutToken) return { ok: false, code: "token_used" };
  // The token was made for other terms than the order's: the page shows them anew.
  const checkout = paymentView(order, await shownWith(order, customer));
  return { ok: false, code: "quote_changed", checkout };
}

/** A token that was used before: what became of its payment. */
async function lookAt(orderId: OrderId, paymentIntentId: PaymentIntentId): Promise<ConfirmedPayment> {
  const intent = await stripe().paymentIntents.retrieve(paymentIntentId, { expand: INTENT_EXPANSION });
  await settleWithEvidence(orderId, [intentEvidence(intent)]);
  return outcome(orderId, intent);
}

/** The quote that an earlier attempt was for. */
async function quoteOf(order: OrderRow, revision: number): Promise<Quote> {
  const [stored] = await db()
    .select({ quote: orderQuotes.quote })
    .from(orderQuotes)
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, revision)));
  return stored?.quote ?? order.quote;
}

const close = (confirmation: Confirmation, status: "refused" | "lost") =>
  db().transaction((tx) => closeConfirmation(tx, confirmation, status));

function unavailable(error: unknown): ConfirmedPayment {
  console.error(`checkout: ${stripeFailure(error).message}`);
  return { ok: false, code: "stripe_unavailable" };
}
