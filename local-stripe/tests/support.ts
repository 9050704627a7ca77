import { createServer } from "node:http";
import Stripe from "stripe";
import { createLocalStripe, type LocalStripeOptions } from "../src/app";

export const WEBHOOK_SECRET = "whsec_test_of_the_local_stripe";

export async function startStripe(options: Partial<LocalStripeOptions> = {}) {
  const server = await createLocalStripe({ port: 0, statePath: null, ...options });
  return { ...server, stripe: client(server.url), control: controlOf(server.url) };
}

export type Started = Awaited<ReturnType<typeof startStripe>>;

/** The unmodified SDK, pointed at the local Stripe. */
export function client(
  url: string,
  { key = "sk_test_local_tests", ...config }: Stripe.StripeConfig & { key?: string } = {},
): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
    ...config,
  });
}

function controlOf(url: string) {
  return async (path: string, body: object = {}, method = "POST") => {
    const answer = await fetch(`${url}/_local/${path}`, {
      method,
      ...(method !== "GET" && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

/** A webhook receiver that keeps what it got; `answer` decides the status of each try. */
export async function startReceiver(answer: (count: number) => number = () => 200) {
  const received: { event: Stripe.Event; raw: string; signature: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks).toString("utf8");
    const signature = String(request.headers["stripe-signature"]);
    received.push({ event: JSON.parse(raw), raw, signature });
    response.writeHead(answer(received.length)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    types: () => received.map(({ event }) => event.type),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export async function makePrice(
  stripe: Stripe,
  unitAmount = 2_500,
  extra: Partial<Stripe.PriceCreateParams> = {},
) {
  return stripe.prices.create({
    currency: "eur",
    unit_amount: unitAmount,
    product_data: { name: "Stoneware mug" },
    ...extra,
  });
}

export async function makeSession(stripe: Stripe, extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price = await makePrice(stripe);
  return stripe.checkout.sessions.create({
    ui_mode: "embedded_page",
    mode: "payment",
    line_items: [{ price: price.id, quantity: 2 }],
    return_url: "http://localhost:3000/checkout/return?session_id={CHECKOUT_SESSION_ID}",
    ...extra,
  });
}

/** Pays on the page as a browser would. */
export function payer(url: string) {
  const call = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const confirm = (session: Stripe.Checkout.Session, data: object, extra: object = {}) =>
    call(`/v1/payment_pages/${session.id}/confirm`, {
      client_secret: session.client_secret,
      email: "ada@example.com",
      payment_method_data: { billing_details: { name: "Ada Lovelace" }, ...data },
      ...extra,
    });
  return {
    call,
    confirm,
    card: (session: Stripe.Checkout.Session, number: string, extra: object = {}) =>
      confirm(session, { type: "card", card: { number, exp_month: 12, exp_year: 2040, cvc: "123" } }, extra),
    sepa: (session: Stripe.Checkout.Session, iban = "DE89370400440532013000") =>
      confirm(session, { type: "sepa_debit", sepa_debit: { iban } }),
    ideal: (session: Stripe.Checkout.Session) => confirm(session, { type: "ideal" }),
  };
}

const CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" };

/** Calls as Stripe.js makes them. */
export function browser(url: string) {
  const call = async (method: "GET" | "POST", path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body: object) => call("POST", path, body),
    /** A ConfirmationToken of a deferred Payment Element: 20 euros, paid by a card that works. */
    token: (extra: object = {}) =>
      call("POST", "/v1/confirmation_tokens", {
        payment_method_data: { type: "card", card: CARD, billing_details: { name: "Ada Lovelace" } },
        client_context: { mode: "payment", amount: 2_000, currency: "eur" },
        ...extra,
      }),
    /** The same, with another card number. */
    cardToken: (number: string, extra: object = {}) =>
      call("POST", "/v1/confirmation_tokens", {
        payment_method_data: { type: "card", card: { ...CARD, number } },
        client_context: { mode: "payment", amount: 2_000, currency: "eur" },
        ...extra,
      }),
  };
}

/** The error that a call must end with. */
export async function failure(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: Stripe.errors.StripeError | undefined = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  if (!error) throw new Error("expected a refusal");
  return error;
}
