import { z } from "zod";
import { paymentCheckoutSchema } from "@/lib/checkout/payment-element/payment-answer";
import { type CheckoutRequest, startCheckout } from "../start-checkout";

const opened = paymentCheckoutSchema.transform((checkout) => ({ checkout }));

/** Milliseconds to wait for saved cards: the page works without them. */
const PATIENCE = 6_000;

/** Loads the order and the saved cards at the same time. */
export async function requestPaymentStart(request: CheckoutRequest, signedIn: boolean) {
  const [start, customerSession] = await Promise.all([
    startCheckout(request, {
      path: "/api/checkout/payment",
      schema: opened,
      makeStripe: (make) => make({ locale: request.locale }),
    }),
    signedIn ? requestCustomerSession() : null,
  ]);
  return start.ok ? { ...start, customerSession } : start;
}

export type OpenPayment = Extract<Awaited<ReturnType<typeof requestPaymentStart>>, { ok: true }>;

const customerSession = z.object({ clientSecret: z.string() });

/** Loads the client secret of a customer session; null for a page without saved cards. Never throws. */
export async function requestCustomerSession(): Promise<string | null> {
  try {
    const response = await fetch("/api/customer-session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? customerSession.parse(await response.json()).clientSecret : null;
  } catch {
    return null;
  }
}
