import type { StripeCheckoutDeliveryEstimate } from "@stripe/stripe-js";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";

/** "2 to 4 business days", or hours; null without an estimate in either. */
export function estimateText(
  estimate: StripeCheckoutDeliveryEstimate | null,
  texts: Pick<Texts<"checkout">["elements"], "days" | "daysSame" | "hours" | "hoursSame">,
): string | null {
  const { minimum, maximum } = estimate ?? {};
  if (!minimum || !maximum || minimum.unit !== maximum.unit) return null;
  const [min, max] = [minimum.value, maximum.value];
  switch (maximum.unit) {
    case "business_day":
      return min === max ? formatText(texts.daysSame, { days: min }) : formatText(texts.days, { min, max });
    case "hour":
      return min === max
        ? formatText(texts.hoursSame, { hours: min })
        : formatText(texts.hours, { min, max });
    default:
      return null;
  }
}
