import type Stripe from "stripe";
import { payer, type Started, startReceiver, startStripe } from "./support";

export const DAY = 86_400;

/** A shop with plans, a webhook endpoint, and a test clock. */
export async function startShop(apiVersion?: string) {
  const local = await startStripe();
  const { stripe } = local;
  const hook = await startReceiver();
  await stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["*"] });
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
  let now = clock.frozen_time;
  return {
    ...local,
    hook,
    apiVersion,
    /** By days of the test clock. */
    advance: async (days: number) => {
      now += Math.round(days * DAY);
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now });
    },
    /** To a time in Unix seconds, and two hours more. */
    past: async (time: number) => {
      now = time + 7_200;
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now });
    },
    stop: async () => {
      await local.close();
      await hook.close();
    },
  };
}

export type Shop = Awaited<ReturnType<typeof startShop>>;

/** A plan as a seed script makes it. */
export async function makePlan(
  stripe: Stripe,
  name: string,
  unit_amount: number,
  extra: Partial<Stripe.PriceCreateParams> = {},
) {
  const product = await stripe.products.create({ name, description: `${name} subscription plan` });
  return stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount,
    recurring: { interval: "month" },
    ...extra,
  });
}

/** What a person does on the hosted page. */
export function payOn(
  local: Started,
  session: Stripe.Checkout.Session,
  number = "4242424242424242",
  extra: object = {},
) {
  const client_secret =
    new URLSearchParams(new URL(session.url ?? "").hash.slice(1)).get("clientSecret") ?? "";
  return payer(local.url).card({ ...session, client_secret }, number, extra);
}

/** Types of the events about subscriptions, in their order. */
export async function told({ stripe }: Shop, prefix = "customer.subscription.") {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .map(({ type }) => type)
    .filter((type) => type.startsWith(prefix))
    .reverse();
}

export const idOf = (given: string | { id: string } | null | undefined) =>
  typeof given === "string" ? given : (given?.id ?? "");

/** Presses a button of a portal's page, and says where it leads. */
export async function press(url: string, action: string, fields: Record<string, string>) {
  const answer = await fetch(`${url}/${action}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return answer.headers.get("location");
}
