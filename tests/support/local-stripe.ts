import Stripe from "stripe";
import { afterAll } from "vitest";
import { z } from "zod";
import { createStripe } from "@/lib/stripe/client";
import { createLocalStripe } from "@/local-stripe/src/app";

const SECRET_KEY = "sk_test_local_tests";
const PUBLISHABLE_KEY = "pk_test_local_tests";

export const CARDS = { success: "4242424242424242", declined: "4000000000000002" } as const;
/** Stripe's test IBANs. */
export const IBANS = { success: "AT611904300234573201", fails: "AT861904300235473202" } as const;

type Destination = string | Partial<typeof ADDRESS>;

const ADDRESS = {
  line1: "1 rue de la Paix",
  line2: "",
  city: "Paris",
  state: "",
  postal_code: "75002",
  country: "FR",
};

/** Country and e-mail address have defaults. */
type Submitted = {
  to?: Destination | undefined;
  email?: string | undefined;
  consents?: boolean;
  /** The first one by default. */
  shippingRate?: string | undefined;
};

const cardData = (number: string) => ({
  type: "card",
  card: { number, exp_month: 12, exp_year: 2034, cvc: "123" },
});

const callLog = z.object({
  data: z.array(z.object({ method: z.string(), path: z.string(), version: z.string().nullable() })),
});

export type LocalStripe = Awaited<ReturnType<typeof testStripe>>;

/** A local Stripe for one test file, which the store's `stripe()` uses, with its shoppers and operator. */
export async function testStripe() {
  const local = await createLocalStripe({ port: 0, statePath: null });
  process.env.STRIPE_API_BASE = local.url;
  // The SDK's pause before another try, in seconds: half a second and more by default.
  Object.assign(Stripe.prototype, { getInitialNetworkRetryDelay: () => 0.01 });
  afterAll(() => local.close());
  const stripe = createStripe(SECRET_KEY, local.url);

  async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(local.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${PUBLISHABLE_KEY}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  const sessionOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";

  /** What Stripe's page tells while the shopper types. */
  const contactIn = (clientSecret: string, to: Destination, email = "ada@example.com") => ({
    client_secret: clientSecret,
    email,
    shipping: {
      name: "Ada Lovelace",
      address: { ...ADDRESS, ...(typeof to === "string" ? { country: to } : to) },
    },
  });

  /** Sends the address, then pays the shown total. */
  async function submit(
    clientSecret: string,
    method: object,
    { to, email, consents, shippingRate }: Submitted = {},
  ) {
    const sessionId = sessionOf(clientSecret);
    const page = `/v1/payment_pages/${sessionId}`;
    const contact = contactIn(clientSecret, to ?? ADDRESS.country, email);
    await post(page, { ...contact, ...(shippingRate && { shipping_rate: shippingRate }) });
    const session = await stripe.checkout.sessions.retrieve(sessionId);
    const rate = shippingRate ?? session.shipping_options[0]?.shipping_rate;
    return post(`${page}/confirm`, {
      ...contact,
      payment_method_data: { ...method, billing_details: { name: "Ada Lovelace", address: ADDRESS } },
      shipping_rate: typeof rate === "string" ? rate : rate?.id,
      expected_amount: session.amount_total,
      ...(consents && { save_payment_method: true }),
    });
  }

  const requests = async () => callLog.parse(await (await fetch(`${local.url}/_local/requests`)).json()).data;

  async function logOf(work: () => Promise<unknown>) {
    await fetch(`${local.url}/_local/requests`, { method: "DELETE" });
    await work();
    return (await requests())
      .filter(({ path }) => path.startsWith("/v1/"))
      .map(({ method, path, version }) => ({
        call: `${method} ${path.replace(/cs_\w+/, ":id")}`,
        version,
      }));
  }

  return {
    url: local.url,
    stripe,
    control: (path: string, body: object = {}) => post(`/_local${path}`, body),
    payByCard: (
      clientSecret: string,
      number: string = CARDS.success,
      to?: Destination,
      email?: string,
      shippingRate?: string,
    ) => submit(clientSecret, cardData(number), { to, email, shippingRate }),
    payAndKeepCard: (clientSecret: string) =>
      submit(clientSecret, cardData(CARDS.success), { consents: true }),
    /** And may choose a rate. */
    changeAddress: (clientSecret: string, to: Destination, shippingRate?: string) =>
      post(`/v1/payment_pages/${sessionOf(clientSecret)}`, {
        ...contactIn(clientSecret, to),
        ...(shippingRate && { shipping_rate: shippingRate }),
      }),
    /** An answer to the bank's question about an intent. */
    answerBank: (intent: { next_action: object | null } | undefined, result: "authorize" | "fail") => {
      const source = JSON.stringify(intent?.next_action).match(/payatt_\w{24}/)?.[0];
      return post(`/v1/3ds2/${source}/complete`, { result });
    },
    /** With another card, by the client secret alone. */
    confirmAgain: (clientSecret: string, number: string) =>
      post(`/v1/payment_intents/${sessionOf(clientSecret)}/confirm`, {
        client_secret: clientSecret,
        payment_method_data: {
          type: "card",
          card: { number, exp_month: 12, exp_year: 2034, cvc: "123" },
          billing_details: { name: "Ada Lovelace", address: ADDRESS },
        },
        return_url: "http://localhost:3000/checkout/complete",
      }),
    requests,
    /** The store's calls: "POST /v1/coupons". */
    callsOf: async (work: () => Promise<unknown>) => (await logOf(work)).map(({ call }) => call),
    /** API versions of the store's calls; the browser's name none and are left out. */
    versionsOf: async (work: () => Promise<unknown>) =>
      (await logOf(work)).flatMap(({ call, version }) =>
        version === null ? [] : [[call, version] as const],
      ),
    payBySepa: (clientSecret: string, iban: string = IBANS.success) =>
      submit(clientSecret, { type: "sepa_debit", sepa_debit: { iban } }),
    /** Oldest first. */
    async eventsOf(orderId: string): Promise<Stripe.Event[]> {
      const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
      return events.filter((event) => JSON.stringify(event.data.object).includes(orderId)).reverse();
    },
  };
}
