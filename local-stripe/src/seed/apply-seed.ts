import type { Seed } from "./read-seed";

type Fields = Record<string, unknown>;

interface Listed {
  data: Record<string, unknown>[];
}

/** Makes what is not there yet, by the API's own calls. What is there stays as it is. @throws Error that names what was refused */
export async function applySeed(url: string, key: string, seed: Seed): Promise<void> {
  const keys = seed.keys?.length ? seed.keys : [key];
  for (const one of keys) await sow(apiOf(url, one), seed);
}

async function sow(api: SeedApi, seed: Seed): Promise<void> {
  for (const { fields, codes } of seed.coupons) {
    const coupon =
      (await api.find(`coupons/${encodeURIComponent(String(fields.id))}`)) ??
      (await api.make("coupons", fields));
    for (const code of codes) {
      const known = await api.list("promotion_codes", { code: code.code });
      if (known.length > 0) continue;
      await api.make("promotion_codes", { promotion: { type: "coupon", coupon: coupon.id }, ...code });
    }
  }
  for (const { fields, prices } of seed.products) {
    const path = `products/${encodeURIComponent(String(fields.id))}`;
    const product = (await api.find(path)) ?? (await api.make("products", fields));
    for (const price of prices) await ensurePrice(api, { product: product.id, ...price });
  }
  for (const price of seed.prices) await ensurePrice(api, price);
  for (const { fields, cards } of seed.customers) await ensureCustomer(api, fields, cards);
}

async function ensurePrice(api: SeedApi, price: Fields): Promise<void> {
  const { lookup_key: lookup } = price;
  const known =
    lookup === undefined
      ? (await api.list("prices", { product: price.product, limit: 100 })).filter(
          (one) =>
            one.currency === price.currency &&
            one.unit_amount === price.unit_amount &&
            intervalOf(one) === intervalOf(price),
        )
      : await api.list("prices", { lookup_keys: [lookup] });
  if (known.length === 0) await api.make("prices", price);
}

/** `month` of a price that is paid again and again. */
function intervalOf({ recurring }: Fields): unknown {
  return typeof recurring === "object" && recurring !== null && "interval" in recurring
    ? recurring.interval
    : null;
}

/** The first card is the default one. */
async function ensureCustomer(api: SeedApi, fields: Fields, cards: string[]): Promise<void> {
  const [known] = await api.list("customers", { email: fields.email });
  const { id } = known ?? (await api.make("customers", fields));
  const held = await api.list(`customers/${id}/payment_methods`, { type: "card", limit: 100 });
  for (const [index, card] of cards.entries()) {
    if (index < held.length) continue;
    const method = card.startsWith("pm_") ? card : (await api.make("payment_methods", cardOf(card))).id;
    const { id: attached } = await api.make(`payment_methods/${method}/attach`, { customer: id });
    if (index > 0) continue;
    await api.make(`customers/${id}`, { invoice_settings: { default_payment_method: attached } });
  }
}

function cardOf(number: string): Fields {
  const card = { number: number.replaceAll(" ", ""), exp_month: 12, exp_year: 2040, cvc: "123" };
  return { type: "card", card };
}

type SeedApi = ReturnType<typeof apiOf>;

function apiOf(url: string, key: string) {
  const call = async (method: string, path: string, fields: Fields) => {
    const form = new URLSearchParams(flatten(fields));
    const query = method === "GET" && form.size > 0 ? `?${form}` : "";
    const answer = await fetch(`${url}/v1/${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(method === "POST" && { body: form }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const refused = (path: string, fields: Fields, { error }: { error?: { message?: string } }) =>
    new Error(`${path} ${JSON.stringify(fields)}: ${error?.message ?? "refused"}`);
  return {
    find: async (path: string): Promise<Record<string, unknown> | null> => {
      const { status, body } = await call("GET", path, {});
      return status === 200 ? body : null;
    },
    list: async (path: string, query: Fields): Promise<Listed["data"]> => {
      const { status, body } = await call("GET", path, query);
      if (status !== 200) throw refused(path, query, body);
      return body.data;
    },
    make: async (path: string, fields: Fields): Promise<Record<string, unknown>> => {
      const { status, body } = await call("POST", path, fields);
      if (status !== 200) throw refused(path, fields, body);
      return body;
    },
  };
}

/** `{ a: { b: [1] } }` as the pair `a[b][0]`, `1`. */
function flatten(value: unknown, name = ""): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[name, value === null ? "" : String(value)]];
  return Object.entries(value).flatMap(([key, part]) => flatten(part, name ? `${name}[${key}]` : key));
}
