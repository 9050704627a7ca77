import { readFileSync } from "node:fs";
import { readYaml, type Value } from "./read-yaml";

type Fields = Record<string, Value>;

/** What a local Stripe begins with. Fields are those of the API's calls, but for the nested lists. */
export interface Seed {
  /** Secret keys of the accounts that get it; without one the account of keys that begin with `sk_test_local_`. */
  keys?: string[];
  coupons: { fields: Fields; codes: Fields[] }[];
  products: { fields: Fields; prices: Fields[] }[];
  prices: Fields[];
  customers: { fields: Fields; cards: string[] }[];
}

const PARTS = ["keys", "coupons", "products", "prices", "customers"];

/** Reads a seed, YAML or JSON. @throws Error that says what is wrong, and where */
export function readSeed(path: string): Seed {
  try {
    const text = readFileSync(path, "utf8");
    return seedOf(path.endsWith(".json") ? JSON.parse(text) : readYaml(text));
  } catch (error) {
    throw new Error(`The seed ${path} can't be used: ${error instanceof Error ? error.message : error}`);
  }
}

/** @throws Error for a part, or a kind of value, that a seed does not have */
export function seedOf(value: unknown): Seed {
  const whole = fieldsAt(value ?? {}, "a seed");
  const strange = Object.keys(whole).find((part) => !PARTS.includes(part));
  if (strange !== undefined) throw new Error(`${strange} is none of ${PARTS.join(", ")}`);
  return {
    keys: listOf(whole.keys, "keys").map(({ value: key }) => String(key)),
    coupons: listAt(whole.coupons, "coupons").map((coupon) => {
      const { codes, ...fields } = coupon.value;
      const given = listOf(codes, `${coupon.at}.codes`);
      return {
        fields,
        codes: given.map(({ value: code, at }) => (isText(code) ? { code } : fieldsAt(code, at))),
      };
    }),
    products: listAt(whole.products, "products").map((product) => {
      const { prices, ...fields } = product.value;
      if (fields.id === undefined) throw new Error(`${product.at} has no id, by which it is found again`);
      return { fields, prices: listAt(prices, `${product.at}.prices`).map((price) => price.value) };
    }),
    prices: listAt(whole.prices, "prices").map((price) => price.value),
    customers: listAt(whole.customers, "customers").map((customer) => {
      const { cards, ...fields } = customer.value;
      if (!isText(fields.email)) throw new Error(`${customer.at} has no email, by which it is found again`);
      return { fields, cards: listOf(cards, `${customer.at}.cards`).map(({ value: card }) => String(card)) };
    }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function listOf(value: unknown, at: string): { value: unknown; at: string }[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error(`${at} is no list`);
  return value.map((item, index) => ({ value: item, at: `${at}[${index}]` }));
}

function listAt(value: unknown, at: string): { value: Fields; at: string }[] {
  return listOf(value, at).map((item) => ({ value: fieldsAt(item.value, item.at), at: item.at }));
}

function fieldsAt(value: unknown, at: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${at} is no map`);
  return Object.fromEntries(Object.entries(value));
}
