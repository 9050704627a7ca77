import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The shopper asks for the discount of their tier. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "loyalty" }));
