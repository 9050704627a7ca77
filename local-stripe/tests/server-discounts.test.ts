import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
beforeEach(() => local.control("account", { dynamic_discounts_preview: true }));
afterAll(() => local.close());

const preview = { apiVersion: "2025-03-31.basil; checkout_server_update_beta=v1;" };
const off = (amount: number) => [{ coupon_data: { amount_off: amount, currency: "eur", name: "Members" } }];

type Answer = Stripe.Checkout.Session & { permissions: { update_discounts?: string } | null };

async function create(
  options: Stripe.RequestOptions = preview,
  ui_mode = options === preview ? "custom" : "elements",
): Promise<Answer> {
  const { line_items, id } = await makeSession(stripe, { expand: ["line_items"] });
  await stripe.checkout.sessions.expire(id);
  const price = line_items?.data[0]?.price?.id;
  return stripe.rawRequest(
    "POST",
    "/v1/checkout/sessions",
    {
      ui_mode,
      mode: "payment",
      line_items: [{ price, quantity: 2 }],
      permissions: { update_discounts: "server_only" },
      return_url: "http://localhost:3000/return",
    },
    options,
  ) as Promise<unknown> as Promise<Answer>;
}

const update = (id: string, params: object, options: Stripe.RequestOptions = preview) =>
  stripe.rawRequest("POST", `/v1/checkout/sessions/${id}`, { ...params }, options);

describe("discounts that the server sets, a private preview", () => {
  it("sets, replaces and removes a discount made for the session", async () => {
    const session = await create();
    expect(session.permissions).toMatchObject({ update_discounts: "server_only" });
    expect(session).not.toHaveProperty("discounts");
    const first = await update(session.id, { discounts: off(500) });
    expect(first).toMatchObject({ amount_total: 4_500, total_details: { amount_discount: 500 } });
    expect(first).not.toHaveProperty("discounts");
    const second = await update(session.id, {
      discounts: [{ coupon_data: { percent_off: 20, duration: "once", metadata: { rule: "vip" } } }],
      expand: ["discounts.coupon"],
    });
    expect(second).toMatchObject({
      amount_total: 4_000,
      discounts: [{ coupon: { percent_off: 20, metadata: { rule: "vip" } } }],
    });
    expect(await update(session.id, { discounts: "" })).toMatchObject({ amount_total: 5_000 });
  });

  it("refuses the shopper's codes, two discounts and an invalid discount", async () => {
    const session = await create();
    const { body } = await payer(local.url).call(`/v1/payment_pages/${session.id}`, {
      client_secret: session.client_secret,
      promotion_code: "ANY",
    });
    expect(body.error.code).toBe("checkout_update_server_only");
    const refused: object[] = [
      [...off(1), ...off(2)],
      [{ coupon_data: { amount_off: 100 } }],
      [{ coupon_data: { amount_off: 100, currency: "usd" } }],
      [{ coupon: "x", coupon_data: { percent_off: 10 } }],
      off(4_990),
    ];
    for (const discounts of refused) {
      await expect(update(session.id, { discounts })).rejects.toMatchObject({ statusCode: 400 });
    }
    expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(5_000);
    const theirs = await makeSession(stripe);
    await expect(update(theirs.id, { discounts: off(500) })).rejects.toMatchObject({ param: "discounts" });
  });

  it.each(["without access", "without the header"])("is not available %s", async (missing) => {
    const session = await create();
    if (missing === "without access") await local.control("account", { dynamic_discounts_preview: false });
    const options = missing === "without access" ? preview : {};
    const unknown = { statusCode: 400, code: "parameter_unknown" };
    await expect(create(options)).rejects.toMatchObject({
      ...unknown,
      param: "permissions[update_discounts]",
    });
    await expect(update(session.id, { discounts: off(500) }, options)).rejects.toMatchObject({
      ...unknown,
      param: "discounts",
    });
  });
});

describe("the names of ui_mode", () => {
  const today = { apiVersion: "2026-10-28.endive; checkout_server_update_beta=v1" };

  it.each([
    ["custom", "elements"],
    ["embedded", "embedded_page"],
  ])("are %s in older versions, and %s in newer ones", async (older, newer) => {
    const session = await create(preview, older);
    expect(session.ui_mode).toBe(older);
    expect((await stripe.checkout.sessions.retrieve(session.id)).ui_mode).toBe(newer);
    const { data } = await stripe.checkout.sessions.list({ limit: 1 }, preview);
    expect(data[0]).toMatchObject({ id: session.id, ui_mode: older });
    expect((await create(today, newer)).ui_mode).toBe(newer);
  });

  it.each(["elements", "embedded_page", "hosted_page", "form"])(
    "%s is refused by an older version",
    async (mode) => {
      await expect(create(preview, mode)).rejects.toMatchObject({ statusCode: 400, param: "ui_mode" });
    },
  );

  it.each(["custom", "embedded", "hosted"])("%s is refused by a newer version", async (mode) => {
    const refused = { statusCode: 400, param: "ui_mode" };
    await expect(create(today, mode)).rejects.toMatchObject(refused);
    await expect(makeSession(stripe, { ui_mode: mode as "elements" })).rejects.toMatchObject(refused);
  });
});
