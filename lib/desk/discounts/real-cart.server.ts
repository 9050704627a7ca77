import "server-only";
import { desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { CartId, OrderId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { cartLines, carts, customers, orders, variants } from "@/lib/db/schema";
import { askedFor } from "@/lib/orders/stored/quote-revisions.server";
import { meantOrderNumber } from "../orders/search-text";
import type { TriedCart } from "./try-cart.server";

type Query = Record<string, string | string[] | undefined>;

/** Where a cart that is tried was taken from. */
type Origin =
  | { kind: "order"; number: string; total: number; currency: Currency }
  | { kind: "cart"; cartId: CartId; updatedAt: Date };

type Real =
  | { ok: true; cart: TriedCart; origin: Origin }
  | { ok: false; code: "unknown_order" | "unknown_cart" };

/** The cart of `?order=` or `?cart=`, as it is; null where none is asked for. */
export async function readRealCart(query: Query): Promise<Real | null> {
  const text = (key: string) => (typeof query[key] === "string" ? query[key].trim() : "");
  if (text("order") !== "") return ofOrder(text("order"));
  if (text("cart") !== "") return ofCart(text("cart"));
  return null;
}

/** Its lines, country, account and codes. Its own use of a discount does not count against it. */
async function ofOrder(typed: string): Promise<Real> {
  const number = meantOrderNumber(typed);
  const [row] =
    number === null
      ? []
      : await db()
          .select({ order: orders, email: customers.email })
          .from(orders)
          .leftJoin(customers, eq(customers.id, orders.customerId))
          .where(eq(orders.number, number));
  if (!row) return { ok: false, code: "unknown_order" };
  const { order, email } = row;
  const { quote } = order;
  const asked = await askedFor(db(), order);
  return {
    ok: true,
    cart: {
      lines: await withSkus(quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))),
      country: quote.country,
      codes: asked.codes,
      email: email ?? "",
      as: { cartId: order.cartId, exceptOrderIds: [order.id] },
    },
    origin: { kind: "order", number: order.number, total: order.total, currency: order.currency },
  };
}

const CART_ID = /^[\w-]{1,100}$/;

async function ofCart(cartId: string): Promise<Real> {
  const [cart] = CART_ID.test(cartId)
    ? await db()
        .select()
        .from(carts)
        .where(eq(carts.id, cartId as CartId))
    : [];
  if (!cart) return { ok: false, code: "unknown_cart" };
  const lines = await db()
    .select({ variantId: cartLines.variantId, quantity: cartLines.quantity })
    .from(cartLines)
    .where(eq(cartLines.cartId, cart.id))
    .orderBy(cartLines.addedAt);
  return {
    ok: true,
    cart: {
      lines: await withSkus(lines),
      ...{ country: cart.country, codes: cart.promotionCodes, email: "" },
      as: { cartId: cart.id, exceptOrderIds: await openOrdersOf(cart.id) },
    },
    origin: { kind: "cart", cartId: cart.id, updatedAt: cart.updatedAt },
  };
}

/** A checkout of the cart that is not paid yet keeps its discounts for itself. */
async function openOrdersOf(cartId: CartId): Promise<OrderId[]> {
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(sql`${orders.cartId} = ${cartId} and ${orders.status} = 'open'`);
  return rows.map(({ id }) => id);
}

/** By the SKUs that the variants have now. */
async function withSkus(lines: readonly { variantId: VariantId; quantity: number }[]) {
  if (lines.length === 0) return [];
  const ids = lines.map(({ variantId }) => variantId);
  const rows = await db()
    .select({ id: variants.id, sku: variants.sku })
    .from(variants)
    .where(inArray(variants.id, ids));
  return lines.flatMap(({ variantId, quantity }) => {
    const sku = rows.find(({ id }) => id === variantId)?.sku;
    return sku === undefined ? [] : [{ sku, quantity }];
  });
}

const MOST_OPEN = 10;

/** The carts that were filled last, without a word on whose they are. */
export async function openCarts() {
  return db()
    .select({
      ...{ id: carts.id, country: carts.country, codes: carts.promotionCodes, updatedAt: carts.updatedAt },
      pieces: sql<number>`(select coalesce(sum(l.quantity), 0)::int from cart_lines l where l.cart_id = "carts"."id")`,
    })
    .from(carts)
    .where(
      sql`${gt(carts.updatedAt, sql`now() - interval '30 days'`)} and exists (select from cart_lines l where l.cart_id = "carts"."id")`,
    )
    .orderBy(desc(carts.updatedAt))
    .limit(MOST_OPEN);
}
