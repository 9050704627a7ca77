import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PriceId } from "@/lib/base/ids";
import { variants } from "@/lib/db/schema";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, orderOf } = paymentShop(db, url);
const { intentsOf } = chargesAt(stripe);

afterEach(() => vi.restoreAllMocks());

/** Three pieces on the page, about to be paid, and a hand on what is sold. */
async function aboutToPay() {
  const checkout = await begin(await shopperWith(3));
  const [line] = (await orderOf(checkout.orderId)).quote.lines;
  if (!line) throw new Error("no line");
  const changeVariant = (change: Partial<typeof variants.$inferInsert>) =>
    db.update(variants).set(change).where(eq(variants.id, line.variantId));
  return { ...checkout, line, changeVariant };
}

describe.each([
  ["with the merchant's rules", true],
  ["without them", false],
])("right before a ConfirmationToken is charged, %s,", (_rules, PAYMENT_RULES) => {
  const changes = [
    ["another price", { unitAmount: 2100 }, "cart_changed"],
    ["a price that took its place", { stripePriceId: "price_another" as PriceId }, "cart_changed"],
    ["goods that are no longer sold", { active: false }, "cart_changed"],
    ["goods that are gone", { onHand: 2 }, "out_of_stock"],
  ] satisfies [string, Partial<typeof variants.$inferInsert>, string][];

  it.each(changes)("%s is noticed, and nothing is charged", async (_what, change, code) => {
    await setSettings({ PAYMENT_RULES });
    const { pays, orderId, line, changeVariant } = await aboutToPay();
    await changeVariant(change);
    expect(await pays()).toEqual({ ok: false, code });
    expect(await intentsOf(orderId)).toEqual([]);
    expect((await orderOf(orderId)).status).toBe("open");

    await changeVariant({ unitAmount: 2000, stripePriceId: line.priceId, active: true, onHand: 3 });
    expect(await pays()).toMatchObject({ ok: true, status: "succeeded" });
    expect(await intentsOf(orderId)).toMatchObject([{ amount_received: 6490 }]);
  });
});
