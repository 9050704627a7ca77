import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import { defaultText, inDefaultLanguage } from "@/lib/base/i18n-text";
import { type CartId, newOwnSku, newProductId, newVariantId, type VariantId } from "@/lib/base/ids";
import { type Currency, MOST_CHARGED } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { writePrice } from "@/lib/catalog/goods/price-text";
import type { Queryable, Transaction } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { sayStockCause } from "@/lib/inventory/on-hand.server";
import type { TypedOwnLine } from "./draft-form";

const LONGEST_NAME = 120;

export type OwnGoods = {
  name: string;
  unitAmount: number;
  quantity: number;
  grams: number;
  taxCode: string | null;
  needsNoSending: boolean;
};

type ReadOwnGoods =
  | { ok: true; goods: OwnGoods[] }
  | { ok: false; code: "draft_own_name" | "draft_own_price" };

/** What staff agreed on with a shopper and the catalogue does not have. Prices are in the currency of the draft. */
export function readOwnGoods(typed: readonly TypedOwnLine[], currency: Currency): ReadOwnGoods {
  const goods: OwnGoods[] = [];
  for (const { name, price, quantity, grams, taxCode, needsNoSending = false } of typed) {
    const words = name.trim().replace(/\s+/g, " ");
    if (words === "" || words.length > LONGEST_NAME) return { ok: false, code: "draft_own_name" };
    const unitAmount = parseAmount(price, currency);
    if (!unitAmount || unitAmount * quantity > MOST_CHARGED) return { ok: false, code: "draft_own_price" };
    goods.push({
      ...{ name: words, unitAmount, quantity, taxCode: taxCode || null, needsNoSending },
      grams: needsNoSending ? 0 : Number(grams),
    });
  }
  return { ok: true, goods };
}

/**
 * Makes goods that one cart alone can sell, in place of those that it had. As products they go through checkout, tax, parcels, refunds and invoices as
 * all others do (decision 64). No order may have the former ones. The cart must have no lines.
 * @returns the variant of each, in the same order
 */
export async function writeOwnGoods(
  tx: Transaction,
  cartId: CartId,
  goods: readonly OwnGoods[],
  currency: Currency,
): Promise<VariantId[]> {
  const former = tx.select({ id: products.id }).from(products).where(eq(products.onlyInCart, cartId));
  await tx.delete(variants).where(inArray(variants.productId, former));
  await tx.delete(products).where(eq(products.onlyInCart, cartId));
  if (goods.length === 0) return [];
  await sayStockCause(tx, { reason: "opening", who: "store" });
  const rows = goods.map((one) => ({
    ...one,
    productId: newProductId(),
    variantId: newVariantId(),
    sku: newOwnSku(),
  }));
  await tx.insert(products).values(
    rows.map(({ productId, name, taxCode, sku, needsNoSending }, position) => ({
      ...{
        id: productId,
        slug: sku.toLowerCase(),
        onlyInCart: cartId,
        active: false,
        publishedAt: null,
        position,
        needsNoSending,
      },
      ...{ name: inDefaultLanguage(name), description: {}, images: {} },
      // Nobody mirrors it to Stripe, so both have what was typed.
      ...{ taxCode, stripeTaxCode: taxCode },
    })),
  );
  await tx.insert(variants).values(
    rows.map(({ variantId, productId, sku, unitAmount, quantity, grams }) => ({
      ...{ id: variantId, productId, sku, unitAmount, currency, weightGrams: grams, position: 0 },
      // As many as were agreed on are there, and nobody else can have them. None of them is ever missing.
      ...{ onHand: quantity, backorder: true },
    })),
  );
  return rows.map(({ variantId }) => variantId);
}

/** What the form of a draft has of these goods, by their variant. */
export async function ownGoodsOf(q: Queryable, cartId: CartId) {
  const rows = await q
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(eq(products.onlyInCart, cartId))
    .orderBy(asc(products.position));
  return new Map(
    rows.map(({ product, variant }) => [
      variant.id,
      {
        name: defaultText(product.name),
        price: writePrice(variant.unitAmount, variant.currency),
        grams: variant.weightGrams ? String(variant.weightGrams) : "",
        taxCode: product.taxCode ?? "",
        needsNoSending: product.needsNoSending,
      },
    ]),
  );
}
