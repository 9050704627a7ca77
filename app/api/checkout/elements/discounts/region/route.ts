import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

/** Recalculates rates and discounts after the country of delivery has changed. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "region" }));
