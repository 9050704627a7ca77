import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { startRoute } from "../start-route";

export const maxDuration = 60;

/** Cart (or a failed order) -> `{ clientSecret, orderId, sessionId, betas, quote }` for our own page on Checkout Elements. */
export const POST = startRoute(startElementsCheckout);
