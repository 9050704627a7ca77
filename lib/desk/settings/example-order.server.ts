import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { isVisible, readProducts } from "@/lib/catalog/products.server";
import { optionLabel, variantImage } from "@/lib/catalog/variant-text";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { mailPicture } from "@/lib/email/load-order-email.server";
import type { OrderEmailData } from "@/lib/email/order-email";
import { legalPage } from "@/lib/legal/legal-page.server";
import { addressLines } from "@/lib/orders/views/address-lines";
import { loadPlan } from "@/lib/shipping/plan.server";

export const exampleUrl = (path: string) => new URL(path, env().STORE_URL).href;

/** An order that nobody placed: two of the shop's own goods, at today's prices, to the shop's own address. Its links lead to the shop, and open nothing. */
export async function exampleOrder(locale: Locale): Promise<OrderEmailData> {
  const [lines, plan] = await Promise.all([exampleLines(locale), loadPlan(db())]);
  const own = ownCurrency();
  const rate = plan.zones.flatMap(({ rates }) => rates).find(({ pickup }) => !pickup);
  const delivery = rate?.prices[0]?.price[own] ?? 0;
  const subtotal = lines.reduce((sum, { total }) => sum + total, 0);
  const { street, postalCode, city, country } = shop().contact;
  const address = { line1: street, line2: null, postalCode, city, state: null, country };
  const storeUrl = exampleUrl(localPath(locale, "/"));
  return {
    ...{ locale, number: "K7Q4-M2XD", currency: own, lines, subtotal, discounts: [] },
    shipping: { name: rate ? inLocale(rate.name, locale) : null, amount: delivery },
    tax: { added: 0, included: 0 },
    total: subtotal + delivery,
    recipient: "Ada Lovelace",
    address: addressLines(address, locale),
    pickup: null,
    ...{ storeUrl, orderUrl: storeUrl, payAgainUrl: storeUrl },
    ...{ carrier: null, trackingNumber: null, trackingUrl: null, parcel: [], isSent: false },
    agreed: shop().sellsToConsumers ? [legalPage("returns", locale), legalPage("terms", locale)] : [],
    ...{ refund: null, returned: null, credit: null },
  };
}

/** The pieces of the first two goods; an empty shop has one of a made-up name. */
async function exampleLines(locale: Locale): Promise<OrderEmailData["lines"]> {
  const first = await db()
    .selectDistinct({ id: products.id })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(isVisible)
    .orderBy(asc(products.id))
    .limit(2);
  const found =
    first.length === 0
      ? []
      : await readProducts(
          db(),
          inArray(
            products.id,
            first.map(({ id }) => id),
          ),
        );
  const lines = found.flatMap(({ name, axes, images, variants: [variant] }, index) => {
    if (!variant) return [];
    const { sku, options, unitAmount } = variant;
    const quantity = index + 1;
    return [
      {
        ...{ sku, quantity, unitAmount, total: unitAmount * quantity },
        name: inLocale(name, locale),
        option: inLocale(optionLabel(axes, options), locale),
        image: exampleUrl(mailPicture(variantImage(images, options))),
      },
    ];
  });
  return lines.length > 0 ? lines : [emptyShopLine()];
}

const emptyShopLine = () => ({
  ...{ sku: "MUG-1", name: "Mug", option: "", quantity: 1, unitAmount: 2400, total: 2400 },
  image: exampleUrl(shop().card),
});
