import {
  type CartId,
  newCartId,
  newOrderId,
  newOrderNumber,
  newProductId,
  newVariantId,
  type PriceId,
} from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { carts, categories, orders, products, variants } from "@/lib/db/schema";

const eur = currency("eur");

/** Inserts a product with one colour axis and a variant for each stock; each costs 20.00. */
export async function insertVariants(q: Queryable, stocks: readonly number[]) {
  await q
    .insert(categories)
    .values({
      slug: "cups",
      name: { en: "Cups", fr: "Tasses" },
      description: { en: "", fr: "" },
      position: 1,
    })
    .onConflictDoNothing();
  const productId = newProductId();
  const slug = `mug-${productId.slice(-8)}`;
  await q.insert(products).values({
    id: productId,
    slug,
    categorySlug: "cups",
    name: { en: "Mug", fr: "Tasse" },
    description: { en: "", fr: "" },
    options: [
      {
        key: "colour",
        name: { en: "Colour", fr: "Couleur" },
        values: stocks.map((_, index) => ({
          key: `c${index}`,
          label: { en: `Colour ${index}`, fr: `Couleur ${index}` },
        })),
      },
    ],
    images: { default: "/art/mug.jpg" },
    position: 1,
  });
  return q
    .insert(variants)
    .values(
      stocks.map((onHand, index) => {
        const id = newVariantId();
        return {
          id,
          productId,
          sku: `SKU-${id}`,
          options: { colour: `c${index}` },
          unitAmount: 2000,
          currency: eur,
          stripePriceId: `price_${id}` as PriceId,
          onHand,
          position: index,
        };
      }),
    )
    .returning();
}

/** Inserts an order of one mug that is not paid yet. */
export async function insertOrder(q: Queryable, changes: Partial<typeof orders.$inferInsert> = {}) {
  const [variant] = await insertVariants(q, [10]);
  if (!variant) throw new Error("no variant was inserted");
  const cartId: CartId = newCartId();
  await q.insert(carts).values({ id: cartId, country: "FR" });
  const [order] = await q
    .insert(orders)
    .values({
      id: newOrderId(),
      number: newOrderNumber(),
      surface: "embedded",
      cartId,
      cartFingerprint: "mug",
      locale: "en",
      currency: eur,
      quote: {
        revision: 1,
        currency: eur,
        country: "FR",
        lines: [
          {
            variantId: variant.id,
            sku: variant.sku,
            priceId: `price_${variant.id}` as PriceId,
            productSlug: "mug",
            productName: "Mug",
            optionLabel: "Sand",
            image: "/art/mug.jpg",
            unitAmount: 2000,
            quantity: 1,
            total: 2000,
          },
        ],
        subtotal: 2000,
        discounts: [],
        discountTotal: 0,
        shippingRates: [{ speed: "standard", name: "Standard", amount: 490, minDays: 2, maxDays: 4 }],
        shippingTotal: 490,
        tax: "included",
        total: 2490,
      },
      subtotal: 2000,
      discountTotal: 0,
      shippingTotal: 490,
      taxTotal: 0,
      total: 2490,
      email: "ada@example.com",
      ...changes,
    })
    .returning();
  if (!order) throw new Error("no order was inserted");
  return order;
}
