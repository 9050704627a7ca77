import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { variants } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { shopperOf } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe } = await testStripe();
const { begin, shopperWith } = elementsShop(db, stripe);

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe("the price of a cart", () => {
  it("is the price that its checkout begins with, discounts included", async () => {
    const shopper = await shopperWith(6);
    const { cart, quote } = await readPricedCart(shopper, "en");
    expect(cart.subtotal).toBe(12_000);
    expect(quote?.discounts).toMatchObject([{ reason: "For orders from €100.00", amount: 1200 }]);
    const checkout = await begin(shopper);
    expect(checkout.quote).toMatchObject({ total: quote?.total, discountTotal: quote?.discountTotal });
  });

  it("includes a code's last use that was applied at the checkout, as the cart's own order has it", async () => {
    const shopper = await shopperWith(3);
    const checkout = await begin(shopper);
    await checkout.types("RARE");
    const { quote } = await readPricedCart(shopper, "en");
    expect(quote?.discounts).toMatchObject([{ code: "RARE" }]);
    const other = await begin(await shopperWith(3));
    expect(await other.types("RARE")).toMatchObject({ ok: false });
  });

  it("says what a larger cart would bring", async () => {
    const { quote } = await readPricedCart(await shopperWith(6, gold), "en");
    expect(quote?.refusedDiscounts).toMatchObject([{ name: "Flash sale", refusal: "below_minimum" }]);
  });

  it("is missing while the shopper must accept a change, and for an empty cart", async () => {
    const shopper = await shopperWith(1);
    const variantId = (await readPricedCart(shopper, "en")).cart.lines[0]?.variantId as VariantId;
    await db.update(variants).set({ unitAmount: 2100 }).where(eq(variants.id, variantId));
    expect(await readPricedCart(shopper, "en")).toMatchObject({ quote: null, cart: { subtotal: 2100 } });
    expect(await readPricedCart(shopperOf(null), "en")).toMatchObject({ quote: null, cart: { count: 0 } });
  });
});
