import { expectAccessible } from "./support/accessibility";
import { ADA, BYRON, CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("The page on Checkout Elements", () => {
  test("accepts a promotion code, and a guest pays by card the amount on the button", {
    tag: "@phone",
  }, async ({ page, shopper, shop, elements }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.goesToElementsWith(variant);
    const { id, total: before } = await shop.newestOrderOf(variant.id);
    await elements.expectTotal(before);

    await elements.applyCode("TENOFF");
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    const { total } = await shop.order(id);
    expect(total).toBe(before - Math.round(variant.unitAmount / 10));
    await elements.expectTotal(total);
    await expectAccessible(page);

    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shopper.seesThanks();

    expect(await shop.order(id)).toMatchObject({ status: "paid", total });
    const main = page.getByRole("main");
    await expect(main).toContainText(ADA.line1);
    await expect(main).toContainText("With code TENOFF");
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
  });

  test("bills another address than the delivery's, and saves the card that was typed", async ({
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.billingSame.uncheck();
    await elements.fillAddress(elements.billingAddress, BYRON);
    await elements.pay();

    const id = await shopper.arrivesAtOrder();
    await shop.expectStatus(id, "paid");
    const [attempt] = await shop.attempts(id);
    const charge = await stripe.chargeOf(attempt?.paymentIntentId ?? "");
    expect(charge?.billing_details).toMatchObject({ name: BYRON.name, address: { city: BYRON.city } });
    expect(charge?.shipping).toMatchObject({ name: ADA.name, address: { city: ADA.city } });
  });
});
