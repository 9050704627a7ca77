import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { isCountry } from "@/lib/base/countries";
import { inLocale } from "@/lib/base/i18n-text";
import { type CartId, newCartId, type OrderId } from "@/lib/base/ids";
import { storableText } from "@/lib/base/storable-text";
import { goodsAtStripe } from "@/lib/catalog/mirror.server";
import { optionLabel, variantImage } from "@/lib/catalog/variant-text";
import { type Priced, price } from "@/lib/checkout/core/price.server";
import { env } from "@/lib/config/env";
import { ownCurrency } from "@/lib/currencies/sold";
import { findAccount } from "@/lib/customers/find-account.server";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";

const MOST_LINES = 20;
const MOST_PIECES = 999;

/** A cart, made up or somebody's own: what it would cost now. */
export type TriedCart = {
  lines: { sku: string; quantity: number }[];
  country: string;
  codes: string[];
  /** An account's address; empty for a guest. */
  email: string;
  /** Whose it is, so that what they have used already counts, but not what these orders have. */
  as?: { cartId: CartId; exceptOrderIds: OrderId[] };
};

type Query = Record<string, string | string[] | undefined>;

/** Reads `goods` as typed: one SKU a line, with its pieces before or after it. */
export function readTriedCart(query: Query): TriedCart & { goods: string; typedCodes: string } {
  const text = (key: string) =>
    typeof query[key] === "string" ? storableText(query[key]).slice(0, 2_000) : "";
  const goods = text("goods");
  const country = text("country").toUpperCase();
  const lines = goods.split(/[\n,;]+/).flatMap((line) => {
    const match = /^\s*(?:(\d{1,3})\s*[x×]\s*)?(\S+)(?:\s+(\d{1,3}))?\s*$/.exec(line);
    const pieces = Number(match?.[1] ?? match?.[3] ?? 1);
    return match?.[2] ? [{ sku: match[2], quantity: Math.min(Math.max(pieces, 1), MOST_PIECES) }] : [];
  });
  return {
    ...{ goods, lines: lines.slice(0, MOST_LINES), typedCodes: text("codes") },
    country: isCountry(country) ? country : env().STORE_COUNTRY,
    codes: text("codes")
      .split(/[\s,;]+/)
      .filter(Boolean)
      .slice(0, 10),
    email: text("email").trim(),
  };
}

/** A cart as the form shows it. */
export const asTyped = (cart: TriedCart) => ({
  ...cart,
  goods: cart.lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join("\n"),
  typedCodes: cart.codes.join(" "),
});

type Tried = Priced | { ok: false; code: "not_served" | "unknown_sku" | "unknown_account"; about?: string };

/** Prices the cart by the functions that price shoppers' carts, and reserves nothing. */
export async function tryCart(cart: TriedCart, locale: Locale): Promise<Tried> {
  const rows = await db()
    .select({ product: products, variant: variants })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      inArray(
        variants.sku,
        cart.lines.map(({ sku }) => sku),
      ),
    );
  const missing = cart.lines.find(({ sku }) => !rows.some(({ variant }) => variant.sku === sku));
  if (missing) return { ok: false, code: "unknown_sku", about: missing.sku };
  const customer = cart.email === "" ? null : await findAccount(db(), cart.email);
  if (cart.email !== "" && !customer) return { ok: false, code: "unknown_account", about: cart.email };
  const currency = ownCurrency();
  const lines = cart.lines.flatMap(({ sku, quantity }) =>
    rows
      .filter(({ variant }) => variant.sku === sku)
      .map(({ product, variant }) => ({
        ...{
          variantId: variant.id,
          sku,
          quantity,
          productSlug: product.slug,
          unitAmount: variant.unitAmount,
        },
        ...goodsAtStripe(product, variant, currency),
        productName: inLocale(product.name, locale),
        optionLabel: inLocale(optionLabel(product.options, variant.options), locale),
        image: variantImage(product.images, variant.options),
        ...(variant.weightGrams !== null && { grams: variant.weightGrams }),
      })),
  );
  return price(db(), {
    ...{ revision: 1, currency, customer, locale, lines },
    ...(cart.as ?? { cartId: newCartId(), exceptOrderIds: [] }),
    to: { country: cart.country },
    asked: { codes: cart.codes, loyalty: customer !== null },
  });
}
