import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { MOST_CHARGED } from "@/lib/base/money";
import { goodsAtStripe } from "@/lib/catalog/mirror.server";
import { isForSaleIn } from "@/lib/catalog/products.server";
import { priceIn } from "@/lib/currencies/price-in";
import { soldOrOwn } from "@/lib/currencies/sold";
import type { Queryable } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { QuoteLine } from "@/lib/model/quote";

/** The order's lines at today's prices, with the order's texts; null when a product is no longer sold. In a currency that is not sold in any more the order keeps its prices. */
export async function sellLinesAgain(q: Queryable, order: OrderRow): Promise<QuoteLine[] | null> {
  const { lines, currency } = order.quote;
  const hasEnded = soldOrOwn(currency) !== currency;
  const sold = await q
    .select({
      id: variants.id,
      price: {
        unitAmount: variants.unitAmount,
        compareAtAmount: variants.compareAtAmount,
        currency: variants.currency,
        prices: variants.prices,
      },
      product: {
        taxCode: products.taxCode,
        stripeProductId: products.stripeProductId,
        stripeTaxCode: products.stripeTaxCode,
      },
      variant: {
        currency: variants.currency,
        stripePriceId: variants.stripePriceId,
        stripeTaxBehavior: variants.stripeTaxBehavior,
      },
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        isForSaleIn(order.cartId),
        inArray(
          variants.id,
          lines.map((line) => line.variantId),
        ),
      ),
    );
  const again = lines.flatMap((line) => {
    const now = sold.find(({ id }) => id === line.variantId);
    if (!now) return [];
    const price = hasEnded ? { unitAmount: line.unitAmount } : priceIn(now.price, currency);
    if (!price || price.unitAmount > MOST_CHARGED) return [];
    const { unitAmount } = price;
    const atStripe = goodsAtStripe(now.product, now.variant, currency);
    return [{ ...line, ...atStripe, unitAmount, total: unitAmount * line.quantity }];
  });
  return again.length === lines.length ? again : null;
}

export async function pricesStillSold(q: Queryable, order: OrderRow): Promise<boolean> {
  const now = await sellLinesAgain(q, order);
  return (
    now?.every(
      (line, index) =>
        line.priceId === order.quote.lines[index]?.priceId &&
        line.unitAmount === order.quote.lines[index]?.unitAmount,
    ) ?? false
  );
}
