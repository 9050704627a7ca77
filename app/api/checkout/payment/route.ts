import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { startRoute } from "../start-route";

export const maxDuration = 60;

/** Cart (or a failed order) -> an order that waits for its payment, and what `stripe.elements()` needs: `PaymentCheckout`. */
export const POST = startRoute(startPayment);
