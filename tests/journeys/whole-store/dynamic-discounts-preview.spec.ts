import { expectAccessible } from "../support/accessibility";
import { CARDS } from "../support/embedded-checkout";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

/** The account is granted Stripe's preview, and the store is told to use it. */
const test = base.extend<object, { previewStore: string }>({
  previewStore: [
    async ({ stripe }, use) => {
      await stripe.grant({ dynamic_discounts_preview: true });
      const instance = await startInstance({ STRIPE_DYNAMIC_DISCOUNTS: "preview" });
      await use(instance.url);
      await instance.stop();
      await stripe.grant({ dynamic_discounts_preview: false });
    },
    { scope: "worker" },
  ],
  baseURL: async ({ previewStore }, use) => {
    await use(previewStore);
  },
});

test("With Stripe's preview of dynamic discounts the shopper sees the same: a code, a region, a refusal, and the total that is paid", async ({
  page,
  shopper,
  shop,
  stripe,
  elements,
}) => {
  const variant = await shop.variant({ below: 9000 });
  await shopper.hasCart(shop, variant);
  const { orderId, sessionId } = await shopper.opensElements(shop, variant);
  const session = () => stripe.api.checkout.sessions.retrieve(sessionId, { expand: ["line_items"] });
  expect((await session()).metadata?.discount_strategy).toBe("preview");

  await elements.applyCode("TENOFF");
  await expect(elements.row("10% off")).toContainText("With code TENOFF");
  await elements.applyCode("BYGONE");
  await elements.expectError(/ended on/);
  await elements.chooseCountry("CA");
  await expect(elements.row("Hello Canada")).toBeVisible();
  await elements.chooseCountry("FR");
  await expect(elements.row("Hello Canada")).toHaveCount(0);
  const { total } = await shop.order(orderId);
  await elements.expectTotal(total);
  await expectAccessible(page);
  const off = Math.round(variant.unitAmount / 10);
  expect(await session()).toMatchObject({
    amount_subtotal: variant.unitAmount,
    amount_total: total,
    total_details: { amount_discount: off },
    line_items: { data: [{ price: { id: variant.stripePriceId } }] },
  });

  await elements.removeDiscounts();
  expect((await session()).total_details?.amount_discount).toBe(0);
  await elements.applyCode("TENOFF");
  await elements.payByCard(CARDS.succeeds);
  expect(await shopper.arrivesAtOrder()).toBe(orderId);
  expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  await expect(page.getByRole("main")).toContainText("With code TENOFF");
});
