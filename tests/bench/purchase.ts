import { randomBytes } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import type { CartId } from "@/lib/base/ids";
import { signCartId } from "@/lib/cart/cookie.server";

export type Surroundings = { store: string; stripe: string; databaseUrl: string; cartSecret: string };

const started = z.object({ clientSecret: z.string(), orderId: z.string() });
const page = z.object({
  session: z.object({
    amount_total: z.number(),
    shipping_options: z.array(
      z.object({ shipping_rate: z.union([z.string(), z.object({ id: z.string() })]) }),
    ),
  }),
});

/** Puts one product into a new cart, by the database. @returns the cookie */
export async function arrangeCart({ databaseUrl, cartSecret }: Surroundings): Promise<string> {
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
  return `cart=${signCartId(id, cartSecret)}`;
}

export async function beginCheckout({ store }: Surroundings, cookie: string) {
  const headers = { cookie, origin: store, "content-type": "application/json" };
  const response = await fetch(`${store}/api/checkout/embedded`, { method: "POST", headers, body: "{}" });
  const { clientSecret, orderId } = started.parse(await response.json());
  return { clientSecret, orderId, sessionId: clientSecret.split("_secret_")[0] ?? "" };
}

/** As the embedded page at its button. */
export async function pay({ stripe }: Surroundings, sessionId: string, clientSecret: string): Promise<void> {
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

export async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_store" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
