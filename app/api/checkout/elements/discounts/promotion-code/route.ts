import { promotionCodeInput } from "@/lib/checkout/elements/update-input";
import { quoteRoute } from "../../quote-route";

export const maxDuration = 60;

export const POST = quoteRoute(promotionCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
