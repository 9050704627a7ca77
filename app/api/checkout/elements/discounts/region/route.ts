import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

/** The delivery address has changed: rates and discounts of its country. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "region" }));
