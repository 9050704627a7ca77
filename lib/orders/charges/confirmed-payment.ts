import type Stripe from "stripe";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import type { Review } from "@/lib/checkout/payment-element/review-payment.server";
import type { TokenRefusal } from "@/lib/payments/token-refusal";

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
  /** `payment_unknown`: it may have been made, and nobody knows yet. */
  | { ok: false; code: "payment_in_progress" | "not_payable" | "payment_unknown"; orderId: OrderId }
  | Extract<Review, { ok: false }>
  | {
      ok: false;
      code: TokenRefusal | "not_found" | "quote_invalid" | "amount_too_small" | "stripe_unavailable";
    };

/** What an intent says of the payment that its shopper waits for. */
export function confirmedPayment(orderId: OrderId, intent: Stripe.PaymentIntent): ConfirmedPayment {
  const paymentIntentId = intent.id as PaymentIntentId;
  const status = UNDER_WAY.find((one) => one === intent.status);
  if (status) return { ok: true, status, clientSecret: intent.client_secret ?? "", paymentIntentId, orderId };
  return declined(intent.last_payment_error?.message, intent.last_payment_error?.decline_code);
}

export const declined = (
  message: string | undefined,
  declineCode: string | undefined,
): Extract<ConfirmedPayment, { code: "card_declined" }> => ({
  ok: false,
  code: "card_declined",
  ...(message && { message }),
  declineCode: declineCode ?? null,
});
