import type { StripeCheckoutDeliveryEstimate } from "@stripe/stripe-js";
import { fill } from "@/lib/base/fill-text";
import type { CheckoutTexts } from "./texts";

/** "2 to 4 business days"; null when there is no estimate, or not in business days. */
export function estimateText(
  estimate: StripeCheckoutDeliveryEstimate | null,
  texts: Pick<CheckoutTexts["elements"], "days" | "daysSame" | "dayOne">,
): string | null {
  const { minimum, maximum } = estimate ?? {};
  if (minimum?.unit !== "business_day" || maximum?.unit !== "business_day") return null;
  if (minimum.value !== maximum.value) {
    return fill(texts.days, { min: minimum.value, max: maximum.value });
  }
  return minimum.value === 1 ? texts.dayOne : fill(texts.daysSame, { min: minimum.value });
}
