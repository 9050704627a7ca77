import {
  type CartId,
  newCartId,
  newOrderId,
  newOrderNumber,
  newProductId,
  newVariantId,
  type PriceId,
  type VariantId,
} from "@/lib/base/ids";
import { type Currency, currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { carts, categories, orders, products, variants } from "@/lib/db/schema";

const eur = currency("eur");

/** In minor units. */
type Price = { unitAmount: number; currency: Currency };

/** Inserts a product with one colour axis and a variant for each stock; each costs 20.00 EUR, or what is given. */
export async function insertVariants(
  q: Queryable,
  stocks: readonly number[],
  price: Price = { unitAmount: 2000, currency: eur },
) {
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
          ...price,
          stripePriceId: `price_${id}` as PriceId,
          onHand,
          position: index,
        };
      }),
    )
    .returning();
}

/** In minor units. */
export const MUG = { unitAmount: 2000, shipping: 490 } as const;

/** What an order of one mug on the embedded page holds; its price's id is made from the variant's. */
export function mugOrder(variant: { id: VariantId; sku: string }) {
  const total = MUG.unitAmount + MUG.shipping;
  return {
    surface: "embedded" as const,
    locale: "en" as const,
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
          unitAmount: MUG.unitAmount,
          quantity: 1,
          total: MUG.unitAmount,
        },
      ],
      subtotal: MUG.unitAmount,
      discounts: [],
      discountTotal: 0,
      shippingRates: [
        { speed: "standard" as const, name: "Standard", amount: MUG.shipping, minDays: 2, maxDays: 4 },
      ],
      shippingTotal: MUG.shipping,
      tax: "included" as const,
      total,
    },
    subtotal: MUG.unitAmount,
    discountTotal: 0,
    shippingTotal: MUG.shipping,
    taxTotal: 0,
    total,
  };
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
      cartId,
      cartFingerprint: "mug",
      ...mugOrder(variant),
      email: "ada@example.com",
      ...changes,
    })
    .returning();
  if (!order) throw new Error("no order was inserted");
  return order;
}
