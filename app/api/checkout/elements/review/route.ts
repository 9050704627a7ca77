import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../quote-route";

export const maxDuration = 60;

/** Right before paying: prices, stock and discounts are still what the page shows, or the answer tells what is not. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "review" }));
