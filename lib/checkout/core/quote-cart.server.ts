import "server-only";
import type { Locale } from "@/i18n/routing";
import type { OrderId } from "@/lib/base/ids";
import { cartProblems } from "@/lib/cart/problems";
import type { Cart } from "@/lib/cart/types";
import type { Queryable } from "@/lib/db/client";
import type { Customer } from "@/lib/model/customer";
import { type Priced, price } from "./price.server";

export type CartRefusal = { ok: false; code: "cart_empty" | "cart_changed" | "out_of_stock" };

type Who = { customer: Customer | null; locale: Locale; exceptOrderIds: readonly OrderId[] };

/** Prices a cart as it is now, or tells why it can't be paid: a change the shopper has not accepted, or a shortage. */
export async function quoteCart(
  q: Queryable,
  cart: Cart | null,
  { customer, locale, exceptOrderIds }: Who,
): Promise<({ ok: true } & Priced) | CartRefusal> {
  if (!cart || cart.lines.length === 0) return { ok: false, code: "cart_empty" };
  const problems = cartProblems(cart);
  if (problems.some((problem) => problem.code === "sold_out" || problem.code === "quantity_reduced")) {
    return { ok: false, code: "out_of_stock" };
  }
  if (problems.length > 0) return { ok: false, code: "cart_changed" };

  const lines = cart.lines.flatMap((line) =>
    line.priceId === null
      ? []
      : {
          variantId: line.variantId,
          sku: line.sku,
          priceId: line.priceId,
          stripe: line.stripe,
          productSlug: line.productSlug,
          productName: line.productName[locale],
          optionLabel: line.optionLabel[locale],
          image: line.image,
          unitAmount: line.unitAmount,
          quantity: line.quantity,
        },
  );
  const { id: cartId, country, asked } = cart;
  const priced = await price(q, {
    revision: 1,
    cartId,
    customer,
    locale,
    country,
    lines,
    asked,
    exceptOrderIds,
  });
  return { ok: true, ...priced };
}
