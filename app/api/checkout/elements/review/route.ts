import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../quote-route";

export const maxDuration = 60;

/** Checks prices, stock and discounts before paying; the answer says what is not as shown. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "review" }));
