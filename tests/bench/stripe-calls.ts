import { randomBytes } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import type { CartId } from "@/lib/base/ids";
import { signCartId } from "@/lib/cart/cookie.server";

const log = z.object({ data: z.array(z.object({ method: z.string(), path: z.string() })) });
const started = z.object({ clientSecret: z.string(), orderId: z.string() });
const page = z.object({
  session: z.object({
    amount_total: z.number(),
    shipping_options: z.array(
      z.object({ shipping_rate: z.union([z.string(), z.object({ id: z.string() })]) }),
    ),
  }),
});

/** Called by browsers, not by the store. */
const BROWSER = /^\/v1\/(payment_pages|3ds2|redirects)\b/;

type Surroundings = { store: string; stripe: string; databaseUrl: string; cartSecret: string };

type ActionCalls = { action: string; calls: string[] };

/** By what a shopper does, in the order of a purchase. */
export async function stripeCalls({
  store,
  stripe,
  databaseUrl,
  cartSecret,
}: Surroundings): Promise<ActionCalls[]> {
  const cookie = await arrangeCart(databaseUrl, cartSecret);
  const found: ActionCalls[] = [];
  const measure = async <Result>(action: string, run: () => Promise<Result>): Promise<Result> => {
    await fetch(`${stripe}/_local/requests`, { method: "DELETE" });
    const result = await run();
    const { data } = log.parse(await (await fetch(`${stripe}/_local/requests`)).json());
    const own = data.filter(({ path }) => path.startsWith("/v1/") && !BROWSER.test(path));
    found.push({
      action,
      calls: own.map(({ method, path }) => `${method} ${path.replace(/(cs|pi)_\w+/, "$1_…")}`),
    });
    return result;
  };
  const begin = async () => {
    const headers = { cookie, origin: store, "content-type": "application/json" };
    const response = await fetch(`${store}/api/checkout/embedded`, { method: "POST", headers, body: "{}" });
    return started.parse(await response.json());
  };

  await measure("open home, a category, a product, the cart", async () => {
    for (const path of ["/", "/categories/ceramics", "/products/plate", "/cart"]) {
      await (await fetch(store + path, { headers: { cookie } })).text();
    }
  });
  const { clientSecret } = await measure("begin the checkout", begin);
  await measure("begin it again, nothing changed", begin);
  const sessionId = clientSecret.split("_secret_")[0] ?? "";
  await hold(stripe, "hold");
  await pay(stripe, sessionId, clientSecret);
  await measure("come back after paying", async () => {
    await (await fetch(`${store}/checkout/return?session_id=${sessionId}`, { headers: { cookie } })).text();
  });
  await measure("the webhooks of that payment", () => hold(stripe, "release"));
  return found;
}

async function hold(stripe: string, what: "hold" | "release"): Promise<void> {
  await postJson(`${stripe}/_local/events/${what}`, {});
}

/** As the embedded page at its button. */
async function pay(stripe: string, sessionId: string, clientSecret: string): Promise<void> {
  const url = `${stripe}/v1/payment_pages/${sessionId}`;
  const key = "pk_test_local_store";
  const query = new URLSearchParams({ key, client_secret: clientSecret });
  const { session } = page.parse(await (await fetch(`${url}?${query}`)).json());
  const rate = session.shipping_options[0]?.shipping_rate;
  const address = { line1: "12 Rue des Martyrs", city: "Paris", postal_code: "75009", country: "FR" };
  await postJson(`${url}/confirm`, {
    key,
    client_secret: clientSecret,
    payment_method_data: {
      type: "card",
      card: { number: "4242424242424242", exp_month: 12, exp_year: 2034, cvc: "123" },
      billing_details: { name: "Ada Lovelace", address },
    },
    email: "ada@example.com",
    shipping: { name: "Ada Lovelace", address },
    shipping_rate: typeof rate === "string" ? rate : rate?.id,
    expected_amount: session.amount_total,
  });
}

async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_store" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}

/** With one product, by the database. @returns the cookie */
async function arrangeCart(databaseUrl: string, secret: string): Promise<string> {
  const id = `cart_${randomBytes(12).toString("hex")}` as CartId;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("insert into carts (id, country) values ($1, 'FR')", [id]);
  await client.query(
    `insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount)
     select $1, id, 1, unit_amount from variants where active and on_hand > 5 order by sku limit 1`,
    [id],
  );
  await client.end();
  return `cart=${signCartId(id, secret)}`;
}
