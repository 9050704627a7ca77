import type Stripe from "stripe";

/** What Stripe has of an order on the Payment Element. */
export function chargesAt(stripe: Stripe) {
  const intentsOf = async (orderId: string) => {
    const intents = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    return intents.filter((intent) => intent.metadata.order_id === orderId);
  };
  return {
    intentsOf,
    /** Minor units. */
    charged: async (orderId: string) =>
      (await intentsOf(orderId)).reduce((sum, intent) => sum + intent.amount_received, 0),
  };
}
