import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold, refusal } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, control, changeAddress, payByCard, versionsOf } = await testStripe();
const { begin, checkoutOf, expectTotal, orderOf, shopperWith } = elementsShop(db, stripe);

const RELEASED = "2026-10-28.endive";
const PREVIEW = `${RELEASED}; checkout_server_update_beta=v1`;

beforeAll(async () => {
  await insertDemoDiscounts(db);
  await control("/account", { dynamic_discounts_preview: true });
});
afterEach(() => vi.restoreAllMocks());

const setStrategy = (STRIPE_DYNAMIC_DISCOUNTS: "auto" | "preview" | "line_items") =>
  setSettings({ STRIPE_DYNAMIC_DISCOUNTS });

describe("the API version of a checkout with Stripe's preview", () => {
  const look = ["GET /v1/checkout/sessions/:id", RELEASED];
  const change = ["POST /v1/checkout/sessions/:id", PREVIEW];

  it("is the preview's for creating a session and changing its discounts, and otherwise the released one", async () => {
    await setStrategy("preview");
    const shopper = await shopperWith(6, gold);
    const started: Awaited<ReturnType<typeof begin>>[] = [];
    const opening = await versionsOf(async () => started.push(await begin(shopper)));
    expect(opening).toEqual([
      ["POST /v1/customers", RELEASED],
      ["POST /v1/coupons", RELEASED],
      ["POST /v1/checkout/sessions", PREVIEW],
    ]);
    const [checkout] = started;
    if (!checkout) throw new Error("not started");
    expect(await versionsOf(() => checkout.types("TENOFF"))).toEqual([look, change]);
    expect(await versionsOf(() => checkout.does({ kind: "loyalty" }))).toEqual([look, change]);
    await changeAddress(checkout.clientSecret, "CA");
    expect(await versionsOf(() => checkout.does({ kind: "region" }))).toEqual([look, change]);
    expect(await versionsOf(() => checkout.does({ kind: "review" }))).toEqual([look]);
    expect(await versionsOf(() => checkout.does({ kind: "remove" }))).toEqual([look, change]);
    expect(await versionsOf(() => begin(shopper))).toEqual([look]);
    await payByCard(checkout.clientSecret, undefined, "CA");
    expect(await versionsOf(() => settleOrder(checkout.orderId))).toEqual([look]);
    expect((await orderOf(checkout.orderId)).status).toBe("paid");
  });

  it("is the released one on the other surfaces, and with repriced lines", async () => {
    await setStrategy("line_items");
    const versions = await versionsOf(async () => {
      const { types } = await checkoutOf(3);
      await types("TENOFF");
      await startSession({ surface: "embedded", shopper: await shopperWith(6), locale: "en" });
    });
    expect(versions.length).toBeGreaterThan(3);
    expect([...new Set(versions.map(([, version]) => version))]).toEqual([RELEASED]);
  });
});

describe("the discount in Stripe's answer", () => {
  it.each([
    ["name", { name: "Another offer" }],
    ["amount", { amount_off: 599 }],
  ])(
    "of another %s than was sent is an error of the update, and the next try corrects it",
    async (_what, next_discount) => {
      await setStrategy("preview");
      const logged = vi.spyOn(console, "error").mockImplementation(() => {});
      const checkout = await checkoutOf(3);
      await control(`/checkout/sessions/${checkout.sessionId}/tamper`, { next_discount });
      expect(refusal(await checkout.types("TENOFF"))).toBe("change_not_taken");
      expect(logged).toHaveBeenCalledWith(expect.stringMatching(/did not take revision 2 of ord_\w+: /));
      expect((await orderOf(checkout.orderId)).quote.discounts).toEqual([]);

      expect(await checkout.types("TENOFF")).toMatchObject({ ok: true, quote: { discountTotal: 600 } });
      await expectTotal(checkout, 6000 - 600 + 490);
      const { discounts } = await stripe.checkout.sessions.retrieve(checkout.sessionId, {
        expand: ["discounts.coupon"],
      });
      expect(discounts).toMatchObject([{ coupon: { name: "TENOFF", amount_off: 600 } }]);
      await payByCard(checkout.clientSecret);
      expect(await settleOrder(checkout.orderId)).toBe("paid");
    },
  );

  it("is also not accepted by a check before the payment", async () => {
    await setStrategy("preview");
    vi.spyOn(console, "error").mockImplementation(() => {});
    const checkout = await checkoutOf(3);
    const lie = { next_discount: { amount_off: 1 } };
    await control(`/checkout/sessions/${checkout.sessionId}/tamper`, lie);
    await checkout.types("TENOFF");
    await control(`/checkout/sessions/${checkout.sessionId}/tamper`, lie);
    expect(refusal(await checkout.does({ kind: "review" }))).toBe("change_not_taken");
  });
});

describe("the preview on an account without access", () => {
  const made = ["POST /v1/checkout/sessions", RELEASED];
  const tried = ["POST /v1/checkout/sessions", PREVIEW];
  const opens = async () => {
    const shopper = await shopperWith(1);
    return (await versionsOf(() => begin(shopper))).filter(([call]) => call === made[0]);
  };

  it("is tried once an hour with `auto`, and used as soon as access is granted", async () => {
    await setStrategy("auto");
    const clock = vi.spyOn(Date, "now");
    const start = Date.parse("2026-11-20T12:00:00Z");
    const at = (minutes: number) => {
      clock.mockReturnValue(start + minutes * 60_000);
      return control("/clock", { now: Math.floor(Date.now() / 1000) });
    };
    await control("/account", { dynamic_discounts_preview: false });
    await at(0);
    expect(await opens()).toEqual([tried, made]);
    await at(59);
    expect(await opens()).toEqual([made]);
    await at(61);
    expect(await opens()).toEqual([tried, made]);
    await control("/account", { dynamic_discounts_preview: true });
    await at(110);
    expect(await opens()).toEqual([made]);
    await at(122);
    expect(await opens()).toEqual([tried]);
  });
});
