import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("A card", () => {
  test("that is declined, or fails 3D Secure, is not charged and can be replaced by one that pays", async ({
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();
    const { id } = await shopper.opensEmbeddedWith(shop, variant);

    await checkout.payByCard(CARDS.declined);
    await checkout.expectError(/declined/i);
    expect((await shop.order(id)).status).toBe("open");
    expect((await shop.stock(variant.id)).held).toBe(1);

    await checkout.fillCard(CARDS.asksFor3ds);
    await checkout.pay();
    await checkout.answerChallenge("fail");
    await checkout.expectError(/unable to authenticate your payment method/i);
    expect((await shop.order(id)).status).toBe("open");

    await checkout.fillCard(CARDS.succeeds);
    await checkout.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shop.expectStatus(id, "paid");
  });

  test("whose bank asks for 3D Secure pays when the shopper completes it", { tag: "@phone" }, async ({
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.opensEmbeddedWith(shop, variant);
    await checkout.payByCard(CARDS.asksFor3ds);
    await checkout.answerChallenge("authorize");
    const id = await shopper.arrivesAtOrder();
    await shopper.seesThanks();
    expect((await shop.order(id)).status).toBe("paid");
  });
});
