import { CARDS } from "../support/embedded-checkout";
import { surroundings } from "../support/surroundings";
import { expect, test } from "../support/test";

test.describe("Webhooks", () => {
  test.afterEach(async ({ stripe }) => {
    await stripe.release();
  });

  test("that never come leave it to the return page to settle the order", async ({
    shopper,
    shop,
    stripe,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.opensEmbeddedWith(shop, variant);
    await stripe.hold();
    await checkout.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    await shopper.seesThanks();
    expect((await shop.order(id)).status).toBe("paid");
  });

  test("that never come leave it to the cron when the shopper does not return either", async ({
    page,
    request,
    shopper,
    shop,
    stripe,
    checkout,
  }) => {
    const variant = await shop.variant();
    const { id } = await shopper.opensEmbeddedWith(shop, variant);
    await stripe.hold();
    const leaving = new Promise<void>((resolve) => {
      page.route("**/checkout/return**", async (route) => {
        await route.abort();
        resolve();
      });
    });
    await checkout.payByCard(CARDS.succeeds);
    await leaving;
    await page.close();
    expect((await shop.order(id)).status).toBe("open");

    const { cronSecret } = surroundings();
    expect((await request.get("/api/cron")).status()).toBe(401);
    const drained = await request.get("/api/cron", { headers: { authorization: `Bearer ${cronSecret}` } });
    expect(drained.ok()).toBe(true);
    await shop.expectStatus(id, "paid");
  });

  for (const mode of ["completed_first", "payment_intent_first"] as const) {
    test(`that come twice, ${mode.replaceAll("_", " ")}, have one effect`, async ({
      page,
      shopper,
      shop,
      stripe,
      checkout,
    }) => {
      const variant = await shop.variant();
      const { id } = await shopper.opensEmbeddedWith(shop, variant);
      await stripe.order(mode);
      await page.route("**/checkout/return**", (route) => route.abort());
      await checkout.payByCard(CARDS.succeeds);
      await shop.expectStatus(id, "paid");

      const [attempt] = await shop.attempts(id);
      const events = (await stripe.api.events.list({ limit: 100 })).data.filter((event) => {
        const { object } = event.data;
        return "id" in object && [attempt?.stripeId, attempt?.paymentIntentId].includes(object.id);
      });
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["checkout.session.completed", "payment_intent.succeeded"]),
      );
      for (const event of events) await stripe.duplicate(event.id, 2);

      expect((await shop.order(id)).status).toBe("paid");
      expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
      expect(await shop.jobs(id)).toEqual([
        "email.merchant_order_paid",
        "email.order_confirmed",
        "shipping.request",
      ]);
      await stripe.order("completed_first");
    });
  }
});
