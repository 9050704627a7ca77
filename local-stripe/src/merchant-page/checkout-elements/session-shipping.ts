import type { StripeCheckoutShipping, StripeCheckoutShippingOption } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { MakeAmount } from "./session-amounts";

type Session = Stripe.Checkout.Session;

/** What the shopper can choose from. */
export function shippingOptions(session: Session, make: MakeAmount): StripeCheckoutShippingOption[] {
  return session.shipping_options.map(({ shipping_amount, shipping_rate }) => {
    const rate = typeof shipping_rate === "string" ? null : shipping_rate;
    const { minimum, maximum } = rate?.delivery_estimate ?? {};
    return {
      ...make(shipping_amount),
      id: typeof shipping_rate === "string" ? shipping_rate : shipping_rate.id,
      currency: session.currency ?? "",
      displayName: rate?.display_name ?? null,
      deliveryEstimate: rate?.delivery_estimate
        ? { minimum: estimate(minimum), maximum: estimate(maximum) }
        : null,
    };
  });
}

/** What is chosen, or null. */
export function chosenShipping(session: Session, make: MakeAmount): StripeCheckoutShipping | null {
  const rate = session.shipping_cost?.shipping_rate;
  const id = typeof rate === "string" ? rate : rate?.id;
  const shippingOption = shippingOptions(session, make).find((option) => option.id === id);
  return shippingOption ? { shippingOption, taxAmounts: null } : null;
}

const UNITS = ["business_day", "day", "hour", "week", "month"] as const;

function estimate(given: { unit: string; value: number } | null | undefined) {
  const unit = UNITS.find((known) => known === given?.unit);
  return given && unit ? { unit, value: given.value } : null;
}
