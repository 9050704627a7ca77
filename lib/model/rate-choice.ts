import type { Quote, ShippingRate } from "./quote";

/** The cheapest delivery to the door. A pick-up counts only where there is nothing else: it is cheap for those who live near. */
export function cheapestDelivery<Rate extends Pick<ShippingRate, "amount" | "pickup">>(
  rates: readonly Rate[],
): Rate | null {
  const sent = rates.filter(({ pickup }) => !pickup);
  const [cheapest] = (sent.length > 0 ? sent : [...rates]).sort((a, b) => a.amount - b.amount);
  return cheapest ?? null;
}

/** The rate of an order. Without a known one, a rate of the amount that was paid. */
export function rateOfOrder(order: {
  quote: Quote;
  shippingOption: string | null;
  shippingTotal: number;
}): ShippingRate | undefined {
  const { shippingRates } = order.quote;
  return (
    shippingRates.find(({ speed }) => speed === order.shippingOption) ??
    shippingRates.find(({ amount }) => amount === order.shippingTotal)
  );
}
