import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

/** Removes requested discounts; automatic ones stay. */
export const POST = quoteRoute(sessionInput, () => ({ kind: "remove" }));
