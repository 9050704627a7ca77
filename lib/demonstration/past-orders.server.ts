import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { newCartId, newOrderId, newOrderNumber } from "@/lib/base/ids";
import { currency as currencyOf } from "@/lib/base/money";
import { optionLabel, variantImage } from "@/lib/catalog/variant-text";
import { env } from "@/lib/config/env";
import { followAccount } from "@/lib/customers/loyalty/follow-orders.server";
import { db, type Transaction } from "@/lib/db/client";
import { orderProducts, orders, orderTimeline, products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { DAY_MS } from "@/lib/discounts/history";
import type { QuoteLine } from "@/lib/model/quote";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { makeQuote } from "@/lib/quote/make-quote";
import { loadPlan } from "@/lib/shipping/plan.server";
import { zoneRates } from "@/lib/shipping/zone-rates";
import { zoneOf } from "@/lib/shipping/zones";
import type { DemoOrder, DemoPerson } from "./people";

export async function insertPastOrders(person: DemoPerson, locale: Locale): Promise<void> {
  await inTransaction(db(), async (tx) => {
    for (const order of person.pastOrders) await insertPastOrder(tx, person, order, locale);
    await followAccount(tx, person.id);
  });
}

async function insertPastOrder(
  tx: Transaction,
  { id: customerId, email, name, address }: DemoPerson,
  { daysAgo, slug, quantity }: DemoOrder,
  locale: Locale,
): Promise<void> {
  const found = await lineOf(tx, slug, quantity, locale);
  if (!found || !address) return;
  const currency = currencyOf(env().STORE_CURRENCY);
  const zone = zoneOf(await loadPlan(tx), address);
  const goods = found.line.unitAmount * found.line.quantity;
  const shippingRates = zone
    ? zoneRates(zone, { country: address.country, currency, goods, grams: 0, tax: "included" }, locale)
    : [];
  if (shippingRates.length === 0) return;
  const quote = makeQuote({
    revision: 1,
    currency,
    country: address.country,
    lines: [found.line],
    discounts: [],
    shippingRates,
    tax: "included",
  });
  const { subtotal, discountTotal, shippingTotal, total } = quote;
  const paidAt = new Date(Date.now() - daysAgo * DAY_MS);
  const orderId = newOrderId();
  await tx.insert(orders).values({
    id: orderId,
    number: newOrderNumber(),
    status: "shipped",
    surface: "embedded",
    cartId: newCartId(),
    customerId,
    cartFingerprint: quoteFingerprint(quote),
    locale,
    currency,
    quote,
    subtotal,
    discountTotal,
    shippingTotal,
    taxTotal: 0,
    total,
    email,
    customerName: name,
    shippingName: name,
    shippingAddress: { ...address, line2: null, state: null },
    shippingOption: shippingRates[0]?.speed ?? null,
    paidAt,
    createdAt: paidAt,
  });
  await tx.insert(orderProducts).values({ orderId, productId: found.productId, customerId });
  await tx.insert(orderTimeline).values([
    { orderId, at: paidAt, actor: "shopper", toStatus: "open", detail: { code: "placed" } },
    {
      orderId,
      at: new Date(paidAt.getTime() + DAY_MS),
      actor: "merchant",
      toStatus: "shipped",
      detail: { code: "shipped", carrier: null, trackingNumber: null },
    },
  ]);
}

async function lineOf(tx: Transaction, slug: string, quantity: number, locale: Locale) {
  const [row] = await tx
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(eq(products.slug, slug))
    .orderBy(asc(variants.position))
    .limit(1);
  if (!row?.variant.stripePriceId) return null;
  const { product, variant } = row;
  const line: Omit<QuoteLine, "total"> = {
    variantId: variant.id,
    sku: variant.sku,
    priceId: row.variant.stripePriceId,
    productSlug: slug,
    productName: inLocale(product.name, locale),
    optionLabel: inLocale(optionLabel(product.options, variant.options), locale),
    image: variantImage(product.images, variant.options),
    unitAmount: variant.unitAmount,
    quantity,
  };
  return { line, productId: product.id };
}
