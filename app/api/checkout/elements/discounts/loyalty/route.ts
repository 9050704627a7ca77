import { sessionInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

export const POST = quoteRoute(sessionInput, () => ({ kind: "loyalty" }));
