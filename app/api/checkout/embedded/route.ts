import { startEmbeddedCheckout } from "@/lib/checkout/embedded/embedded-checkout.server";
import { startRoute } from "../start-route";

export const maxDuration = 60;

/** Cart (or a failed order) -> `{ clientSecret, orderId, pickups }` of an open Checkout Session for the embedded page. */
export const POST = startRoute(startEmbeddedCheckout);
