import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../quote-route";

export const maxDuration = 60;

/** Before paying: prices, stock and discounts are as shown, or the answer says what is not. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "review" }));
