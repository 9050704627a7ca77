import { ElementsApi } from "./support/elements-api";
import { expect, test } from "./support/test";

/** "Test the integration" of Stripe's guide to dynamic discounts, docs.stripe.com/payments/advanced/dynamic-discounts. */
test.describe("Stripe's checklist for dynamic discounts", () => {
  test("the environment is like the live one, with the keys of a test environment", async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { sessionId } = await shopper.opensElements(shop, variant);
    const source = await page.content();
    expect(source).toMatch(/pk_test_\w+/);
    expect(source).not.toMatch(/[sr]k_(test|live)_|pk_live_|whsec_/);
    expect((await stripe.api.checkout.sessions.retrieve(sessionId)).livemode).toBe(false);
  });

  test("the recalculated discounts are right in each scenario", async ({ shop, shopper }) => {
    const variant = await shop.variant({ onHand: 200, below: 5000 });
    const full = Math.ceil(10_000 / variant.unitAmount);
    const basket = "10% off a full basket";
    const scenarios: Scenario[] = [
      { gets: [] },
      { types: "TENOFF", gets: ["10% off"] },
      { types: "BYGONE", gets: [] },
      { quantity: full, gets: [basket] },
      { quantity: full, types: "TENOFF", gets: ["10% off", basket] },
      { quantity: full, types: "FRANCE15", gets: ["15% off in France"] },
      { country: "CA", gets: ["Hello Canada"] },
      { country: "CA", types: "FRANCE15", gets: ["Hello Canada"] },
      { as: "expired-card", gets: ["A thank-you to Ada"] },
      { as: "gold", loyalty: true, types: "TENOFF", gets: ["10% off", "Gold loyalty discount"] },
    ];
    for (const { quantity = 1, country = "FR", as, types, loyalty, gets } of scenarios) {
      await shopper.hasCart(shop, variant, { quantity, country });
      if (as) await shopper.signsInAs(as);
      const api = new ElementsApi(shopper.page.request);
      const { sessionId } = await api.start();
      if (types) await api.code(sessionId, types);
      if (loyalty) await api.update("loyalty", { checkout_session_id: sessionId });
      const { discounts } = (await api.start()).quote;
      expect(discounts.map(({ name }) => name).sort(), JSON.stringify({ country, types, as })).toEqual(gets);
    }
  });

  test("the server retrieves the Checkout Session, and takes only its id from the browser", async ({
    shop,
    shopper,
    stripe,
  }) => {
    await shopper.hasCart(shop, await shop.variant());
    const api = new ElementsApi(shopper.page.request);
    const { sessionId } = await api.start();
    const before = await stripe.calls(sessionId);
    await api.code(sessionId, "TENOFF");
    const path = `/v1/checkout/sessions/${sessionId}`;
    expect((await stripe.calls(sessionId)).slice(before.length)).toEqual([
      { method: "GET", path, status: 200 },
      { method: "POST", path, status: 200 },
    ]);
    const lied = await api.update("promotion-code", {
      checkout_session_id: sessionId,
      code: "TENOFF",
      amount_total: 1,
    });
    expect(lied.status()).toBe(400);
  });

  test("the server validates what is asked for, and sends Stripe nothing of what it refuses", async ({
    shop,
    shopper,
    stripe,
  }) => {
    await shopper.hasCart(shop, await shop.variant({ below: 5000 }));
    const api = new ElementsApi(shopper.page.request);
    const { sessionId, quote } = await api.start();
    for (const [code, refusal] of [
      ["NOSUCHCODE", "unknown_code"],
      ["BYGONE", "expired"],
      ["SOON", "not_started"],
      ["FIVEOFF50", "below_minimum"],
    ] as const) {
      const answer = await api.code(sessionId, code);
      expect(answer.status()).toBe(422);
      expect(await answer.json()).toMatchObject({ error: { code: refusal } });
    }
    const loyalty = await api.update("loyalty", { checkout_session_id: sessionId });
    expect(await loyalty.json()).toMatchObject({ error: { code: "sign_in_required" } });
    const told = (await stripe.calls(sessionId)).filter(({ method }) => method === "POST");
    expect(told).toEqual([]);
    expect((await stripe.api.checkout.sessions.retrieve(sessionId)).amount_total).toBe(quote.total);
  });

  test("the server recalculates by the merchant's rules, not from the earlier discounts", async ({
    shop,
    shopper,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { sessionId } = await api.start();
    const percent = (value: number) => Math.round((variant.unitAmount * value) / 100);
    const takesOff = async (code: string) =>
      (await (await api.code(sessionId, code)).json()).value.quote.discountTotal;
    expect(await takesOff("TENOFF")).toBe(percent(10));
    expect(await takesOff("TENOFF")).toBe(percent(10));
    expect(await takesOff("FRANCE15")).toBe(percent(15));
  });

  test("the server updates the session when the conditions are met, and the answer has the new discounts", async ({
    shop,
    shopper,
    stripe,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { sessionId, quote: before } = await api.start();
    const amount = Math.round(variant.unitAmount / 10);
    const answer = await (await api.code(sessionId, "TENOFF")).json();
    expect(answer).toMatchObject({
      type: "object",
      value: {
        succeeded: true,
        quote: {
          discounts: [{ code: "TENOFF", name: "10% off", reason: "With code TENOFF", amount }],
          discountTotal: amount,
          total: before.total - amount,
        },
      },
    });
    const session = await stripe.api.checkout.sessions.retrieve(sessionId);
    expect(session.amount_total).toBe(before.total - amount);
  });

  test("runServerUpdate is called as expected: the session is fetched after each answer, one change at a time", async ({
    page,
    shop,
    shopper,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.expectSettled();
    const seen: string[] = [];
    const note = (moment: string) => (message: { url(): string }) => {
      const [, change] = message.url().match(/\/api\/checkout\/elements\/(?:discounts\/)?([\w-]+)$/) ?? [];
      if (change) seen.push(`${change} ${moment}`);
      else if (moment === "asked" && /\/v1\/payment_pages\/cs_\w+(\/init)?(\?|$)/.test(message.url()))
        seen.push("session fetched");
    };
    page.on("request", note("asked"));
    page.on("response", note("answered"));

    await elements.applyCode("TENOFF");
    await elements.removeDiscounts();
    await elements.applyCode("BYGONE");
    // The page may fetch the session at other times too; what counts is that it does after each answer.
    expect(seen.filter((event) => event !== "session fetched")).toEqual(
      ["promotion-code", "remove", "promotion-code"].flatMap((change) => [
        `${change} asked`,
        `${change} answered`,
      ]),
    );
    const next = seen.flatMap((event, index) => (event.endsWith(" answered") ? seen[index + 1] : []));
    expect(next).toEqual(["session fetched", "session fetched", "session fetched"]);
  });

  test("discounts apply on the page by the merchant's rules", async ({ shop, shopper, elements }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant, { country: "CA" });
    await shopper.opensElements(shop, variant);
    await expect(elements.row("Hello Canada")).toContainText("For delivery to Canada");
    await elements.applyCode("TENOFF");
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    await elements.removeDiscounts();
    await expect(elements.row("10% off")).toHaveCount(0);
    await expect(elements.row("Hello Canada")).toBeVisible();
  });

  test("the total, and the amount on the button, follow the discount that was applied", async ({
    shop,
    shopper,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    for (const change of [() => elements.applyCode("TENOFF"), () => elements.removeDiscounts()]) {
      const before = await elements.shownTotal();
      await change();
      const { amount_total } = await stripe.api.checkout.sessions.retrieve(sessionId);
      expect(amount_total).not.toBe(before);
      await elements.expectTotal(amount_total ?? 0);
      expect((await shop.order(orderId)).total).toBe(amount_total);
    }
  });

  test("error messages show when a discount could not be applied", async ({ shop, shopper, elements }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.applyCode("BYGONE");
    await elements.expectError(/^This offer ended on/);
    await elements.code.fill("T");
    await elements.expectNoError();
    await elements.code.fill("");
    await elements.applyButton.click();
    await elements.expectError(/^Please enter a code first/);
  });

  test("invalid requests and errors of the server are handled, on the server and on the page", async ({
    shop,
    shopper,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    const { total } = await shop.order(orderId);
    const failing = (kind: "500" | "cut_before") =>
      stripe.fault({ path: `/v1/checkout/sessions/${sessionId}`, method: "POST", times: 3, kind });

    expect((await api.update("promotion-code", { checkout_session_id: sessionId })).status()).toBe(400);
    await failing("500");
    const answer = await api.code(sessionId, "TENOFF");
    expect(answer.status()).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: "stripe_unavailable" } });

    await failing("cut_before");
    await elements.applyCode("TENOFF");
    await elements.expectError(/can’t reach our payment partner/);
    await elements.expectTotal(total);
    await elements.applyCode("TENOFF");
    await expect(elements.row("10% off")).toBeVisible();
  });
});

type Scenario = {
  quantity?: number;
  country?: string;
  as?: "gold" | "expired-card";
  types?: string;
  loyalty?: boolean;
  /** Names of the discounts, in alphabetical order. */
  gets: string[];
};
