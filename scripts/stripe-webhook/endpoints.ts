import type Stripe from "stripe";

export const webhookUrl = (storeUrl: string): string => new URL("/api/webhooks/stripe", storeUrl).href;

/** The account's endpoints with the address, newest first. */
export async function endpointsOf(stripe: Stripe, url: string): Promise<Stripe.WebhookEndpoint[]> {
  const all = await stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  return all.filter((endpoint) => endpoint.url === url);
}
