import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The delivery address has changed: rates and discounts of its country. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "region" }));
