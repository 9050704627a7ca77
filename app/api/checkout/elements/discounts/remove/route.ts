import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

/** Takes back the discounts the shopper asked for; those that come by themselves stay. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "remove" }));
