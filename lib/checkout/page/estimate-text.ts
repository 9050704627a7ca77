import type { StripeCheckoutDeliveryEstimate } from "@stripe/stripe-js";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";

/** "2 to 4 business days"; null without an estimate in business days. */
export function estimateText(
  estimate: StripeCheckoutDeliveryEstimate | null,
  texts: Pick<Texts<"checkout">["elements"], "days" | "daysSame">,
): string | null {
  const { minimum, maximum } = estimate ?? {};
  if (minimum?.unit !== "business_day" || maximum?.unit !== "business_day") return null;
  if (minimum.value !== maximum.value) {
    return formatText(texts.days, { min: minimum.value, max: maximum.value });
  }
  return formatText(texts.daysSame, { days: minimum.value });
}
