import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { OrderId } from "@/lib/base/ids";
import { offersFor } from "@/lib/checkout/core/offers.server";
import { type CheckoutQuote, checkoutQuote } from "@/lib/checkout/core/quote-view";
import { couponFor } from "@/lib/checkout/sessions/coupon.server";
import { listedLines, pricedLines } from "@/lib/checkout/sessions/session-lines";
import { commonParams, type SessionInput } from "@/lib/checkout/sessions/session-parts";
import {
  type SessionStart,
  type SessionSurface,
  type StartedSession,
  startSession,
} from "@/lib/checkout/sessions/start-session.server";
import { env } from "@/lib/config/env";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { PREVIEW_BETA, PREVIEW_VERSION, type PreviewCreateParams } from "./preview";
import { strategyMetadata, strategyOf } from "./strategy";

type ElementsCheckoutStart =
  | {
      ok: true;
      clientSecret: string;
      orderId: OrderId;
      sessionId: string;
      /** `loadStripe` needs these for a session of Stripe's preview. */
      betas: string[];
      quote: CheckoutQuote;
      defaults: CheckoutDefaults | null;
    }
  | Extract<StartedSession, { ok: false }>;

export const elementsSurface: SessionSurface = { name: "elements", createSession: createElementsSession };

export async function startElementsCheckout(input: SessionStart): Promise<ElementsCheckoutStart> {
  const started = await startSession(elementsSurface, input);
  if (!started.ok) return started;
  const { orderId, clientSecret, session } = started;
  return {
    ok: true,
    clientSecret,
    orderId,
    sessionId: session.id,
    betas: strategyOf(session) === "preview" ? [PREVIEW_BETA] : [],
    ...(await currentQuote(orderId, input.shopper.customer)),
  };
}

async function currentQuote(
  orderId: OrderId,
  customer: Customer | null,
): Promise<{ quote: CheckoutQuote; defaults: CheckoutDefaults | null }> {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`order ${orderId} no longer exists`);
  return {
    quote: checkoutQuote(order.quote, await offersFor(order, customer)),
    defaults: await checkoutDefaults(customer, order.cartId),
  };
}

const REMEMBER_MS = 60 * 60_000;

let withoutPreviewUntil = 0;

/**
 * Creates a session. `auto` tries Stripe's preview; when Stripe refuses only that, the account has no access, and the preview is
 * not tried for an hour. Throws Stripe's errors.
 */
async function createElementsSession(
  input: SessionInput,
  idempotencyKey: string,
): Promise<Stripe.Checkout.Session> {
  const wanted = env().STRIPE_DYNAMIC_DISCOUNTS;
  const ordered = { ...input, countries: await deliveryCountries(db()) };
  if (wanted === "preview") return createPreview(ordered, idempotencyKey);
  if (wanted === "line_items" || Date.now() < withoutPreviewUntil) return create(ordered, idempotencyKey);
  try {
    return await createPreview(ordered, idempotencyKey);
  } catch (error) {
    if (stripeFailure(error).kind !== "refused") throw error;
    const session = await create(ordered, idempotencyKey);
    withoutPreviewUntil = Date.now() + REMEMBER_MS;
    return session;
  }
}

/** `countries`: to which anything is delivered. */
type ElementsInput = SessionInput & { countries: readonly string[] };

const create = (input: ElementsInput, key: string) =>
  stripe().checkout.sessions.create(elementsSessionParams(input), { idempotencyKey: `${key}-line_items` });

async function createPreview(input: ElementsInput, key: string) {
  const params = previewSessionParams(input, await couponFor(input.quote));
  return stripe().checkout.sessions.create(params, {
    idempotencyKey: `${key}-preview`,
    apiVersion: PREVIEW_VERSION,
  });
}

type Countries = Stripe.Checkout.SessionCreateParams.ShippingAddressCollection["allowed_countries"];

/** The Checkout Session for the store's own page, with discounts as repriced lines. Pure. */
export function elementsSessionParams(input: ElementsInput): Stripe.Checkout.SessionCreateParams {
  const common = shared(input);
  return {
    ...common,
    line_items: pricedLines(input.quote),
    metadata: { ...common.metadata, ...strategyMetadata("line_items") },
  };
}

/** The Checkout Session of Stripe's preview, in which only the server may change discounts. Pure. */
export function previewSessionParams(input: ElementsInput, coupon: string | null): PreviewCreateParams {
  const common = shared(input);
  return {
    ...common,
    line_items: listedLines(input.quote),
    ...(coupon && { discounts: [{ coupon }] }),
    permissions: { update_discounts: "server_only" },
    metadata: { ...common.metadata, ...strategyMetadata("preview") },
  };
}

function shared(input: ElementsInput) {
  // Stripe refuses options of ACSS debit on the store's own page.
  const { acss_debit: _, ...byType } = input.settings.save.byType;
  const settings = { ...input.settings, save: { ...input.settings.save, byType } };
  return {
    ...commonParams({ ...input, settings }),
    ui_mode: "elements" as const,
    // Shipping rates and discounts follow the address while it is typed.
    shipping_address_collection: { allowed_countries: [...input.countries] as Countries },
  };
}
