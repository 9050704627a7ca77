import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

const SURFACES = ["embedded", "elements", "payment"] as const;

for (const surface of SURFACES) {
  test(`An order that is paid again after its discount has ended shows the new total first, on ${surface}`, async ({
    page,
    shopper,
    shop,
    stripe,
    checkout,
    elements,
    payment,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    const customerId = await shopper.signsInAs("new");
    const { id: ruleId } = await shop.discount({
      kind: "customer",
      conditions: { customerIds: [customerId], benefit: { type: "percent", percent: 20 } },
    });
    await shopper.hasCart(shop, variant);
    await page.goto(`/checkout/${surface}`);
    const { id, total } = await shop.newestOrderOf(variant.id);
    if (surface === "payment") await payment.expectReady();
    else {
      await expect.poll(() => shop.attempts(id)).toHaveLength(1);
      const [attempt] = await shop.attempts(id);
      await stripe.expire(attempt?.stripeId ?? "");
      await shop.expectStatus(id, "expired");
    }
    await shop.endDiscount(ruleId);

    await page.goto(`/orders/${id}`);
    await page
      .getByRole("main")
      .getByRole("link", { name: /^(Continue to payment|Pay again)$/ })
      .click();
    const told = page.getByRole("alert").filter({ hasText: "The total of this order has changed" });
    await expect(told).toContainText(`Offer ${ruleId} no longer applies.`);
    await expectAccessible(page);
    expect((await shop.order(id)).total).toBe(total);
    await told.getByRole("button", { name: /^Continue with/ }).click();

    const form = { embedded: checkout, elements, payment }[surface];
    await form.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shop.expectStatus(id, "paid");
    expect((await shop.order(id)).total).toBe(total + Math.round(variant.unitAmount / 5));
  });
}
