import { CARDS } from "../support/embedded-checkout";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

/** A store under `next start` that no cron calls. */
const test = base.extend<object, { storeWithoutCron: string }>({
  storeWithoutCron: [
    async ({ browserName: _ }, use) => {
      const instance = await startInstance({ DRAIN_INTERVAL_SECONDS: "1" });
      await use(instance.url);
      await instance.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ storeWithoutCron }, use) => {
    await use(storeWithoutCron);
  },
});

test.afterEach(async ({ stripe }) => {
  await stripe.clearFaults();
  await stripe.release();
});

test("A payment whose answer and whose events are lost is found without a cron, and its order is paid", async ({
  page,
  shopper,
  shop,
  stripe,
  payment,
}) => {
  const { id, total } = await shopper.opensPaymentWith(shop, await shop.variant());
  await stripe.hold({ types: ["payment_intent.*", "charge.*"] });
  await stripe.fault({ path: "/v1/payment_intents", method: "POST", times: 3, kind: "cut_after" });
  await payment.payByCard(CARDS.succeeds);
  const chargeOf = async () => {
    const { data } = await stripe.api.paymentIntents.list({ limit: 20 });
    return data.find((intent) => intent.metadata.order_id === id);
  };
  await expect.poll(async () => (await chargeOf())?.amount_received).toBe(total);
  // The shopper gives up: nobody asks about the order any more.
  await page.close();

  await expect.poll(async () => (await shop.order(id)).status, { timeout: 60_000 }).toBe("paid");
  expect(await shop.jobs(id)).toEqual([
    "email.merchant_order_paid",
    "email.order_confirmed",
    "shipping.request",
  ]);
});
