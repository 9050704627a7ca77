import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { PageData, UpdateInput } from "../../src/browser/page-api";
import { knownAddress } from "../../src/merchant-page/checkout-elements/apply-change";
import { confirmInput, failed } from "../../src/merchant-page/checkout-elements/confirm";
import { contactInput, emailProblem } from "../../src/merchant-page/checkout-elements/contact-input";
import { createElementSync } from "../../src/merchant-page/checkout-elements/element-sync";
import { promotionError } from "../../src/merchant-page/checkout-elements/promotion-errors";
import {
  checkServerUpdate,
  createServerUpdates,
} from "../../src/merchant-page/checkout-elements/server-updates";
import { sessionView } from "../../src/merchant-page/checkout-elements/session-view";
import { withShopperInput } from "../../src/merchant-page/checkout-elements/shopper-input";
import { startWithSession } from "./session-page";

const facts = {
  locale: "en",
  paymentComplete: true,
  shippingIncomplete: false,
  busy: false,
  lastPaymentError: null,
};
const address = {
  line1: "1 rue A",
  line2: "",
  city: "Paris",
  state: "",
  postal_code: "75001",
  country: "FR",
};

describe("the session in the browser", () => {
  it("gives every amount both in minor units and as text", async () => {
    const view = sessionView(await startWithSession(), facts);
    expect(view.total.subtotal).toEqual({ minorUnitsAmount: 5000, amount: "€50.00" });
    expect(view.total.total).toEqual({ minorUnitsAmount: 5500, amount: "€55.00" });
    expect(view.lineItems[0]).toMatchObject({ name: "Bowl", quantity: 2, unitAmount: { amount: "€25.00" } });
    expect(view.shippingOptions.map(({ displayName }) => displayName)).toEqual(["Standard", "Express"]);
    expect(view.shipping?.shippingOption.deliveryEstimate?.minimum).toEqual({
      unit: "business_day",
      value: 2,
    });
    expect(view.minorUnitsAmountDivisor).toBe(100);
    expect(view.status).toEqual({ type: "open" });
  });

  it("can be confirmed when nothing is missing", async () => {
    const page = await startWithSession();
    expect(sessionView(page, facts).canConfirm).toBe(false);
    const entered = withShopperInput(page, { email: "ann@example.com", shipping: { name: "Ann", address } });
    expect(sessionView(entered, facts).canConfirm).toBe(true);
    expect(sessionView(entered, facts).shippingAddress).toEqual({
      name: "Ann",
      address: { ...address, line2: null, state: null },
    });
    expect(sessionView(entered, { ...facts, paymentComplete: false }).canConfirm).toBe(false);
    expect(sessionView(entered, { ...facts, busy: true }).canConfirm).toBe(false);
    expect(sessionView(entered, { ...facts, shippingIncomplete: true }).canConfirm).toBe(false);
    const free = { ...entered, session: { ...entered.session, amount_total: 0 } };
    expect(sessionView(free, { ...facts, paymentComplete: false }).canConfirm).toBe(true);
  });

  it("names each discount by its coupon and code", async () => {
    const page = await startWithSession();
    const coupon = { id: "c", name: "Welcome", percent_off: 10 } as Stripe.Coupon;
    const discount = {
      source: { type: "coupon", coupon },
      promotion_code: { code: "TENOFF" },
    } as Stripe.Discount;
    const breakdown = { discounts: [{ amount: 500, discount }], taxes: [] };
    const details = { amount_discount: 500, amount_tax: 0, amount_shipping: 500, breakdown };
    const discounted: PageData = { ...page, session: { ...page.session, total_details: details } };
    expect(sessionView(discounted, facts).discountAmounts).toEqual([
      {
        minorUnitsAmount: 500,
        amount: "€5.00",
        displayName: "Welcome",
        promotionCode: "TENOFF",
        recurring: null,
        percentOff: 10,
      },
    ]);
  });

  it("is confirmed for the total that was shown, and without an address when only the server may change it", async () => {
    const page = withShopperInput(await startWithSession(), { email: "ann@example.com" });
    const shippingAddress = { name: "Ann", address: { country: "FR" } };
    expect(confirmInput(page, { shippingAddress })).toMatchObject({
      email: "ann@example.com",
      expected_amount: 5500,
      shipping: contactInput(shippingAddress),
    });
    const permissions = { update_shipping_details: "server_only" } as Stripe.Checkout.Session.Permissions;
    const locked = { ...page, session: { ...page.session, permissions } };
    expect(confirmInput(locked, { shippingAddress }).shipping).toBeUndefined();
  });
});

describe("runServerUpdate", () => {
  it("needs the beta only for a session whose discounts the server sets", () => {
    const byServer = { update_discounts: "server_only", update_shipping_details: null };
    for (const betas of [[], ["another_beta_1"]]) {
      expect(() => checkServerUpdate(byServer, betas)).toThrow(
        expect.objectContaining({ name: "IntegrationError", message: expect.stringContaining("betas") }),
      );
    }
    expect(() => checkServerUpdate(byServer, ["custom_checkout_server_updates_1"])).not.toThrow();
    expect(() => checkServerUpdate(null, [])).not.toThrow();
    expect(() => checkServerUpdate({ update_shipping_details: "server_only" }, [])).not.toThrow();
  });

  it("runs one update at a time and fetches the session after each", async () => {
    const log: string[] = [];
    const updates = createServerUpdates(async () => {
      log.push("fetch");
      return { ok: true };
    });
    const finish = new Map<string, () => void>();
    const update = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise<void>((resolve) => finish.set(name, resolve));
      log.push(`${name} ends`);
    };
    const both = [updates.run(update("a")), updates.run(update("b"))];
    expect(updates.busy()).toBe(true);
    await expect.poll(() => log).toEqual(["a starts"]);
    finish.get("a")?.();
    await expect.poll(() => log).toEqual(["a starts", "a ends", "fetch", "b starts"]);
    finish.get("b")?.();
    await updates.settled();
    expect(log).toEqual(["a starts", "a ends", "fetch", "b starts", "b ends", "fetch"]);
    expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
    expect(updates.busy()).toBe(false);
  });

  it("fails when the function rejects, and fetches the session even then", async () => {
    let fetched = 0;
    const updates = createServerUpdates(async () => {
      fetched += 1;
      return { ok: true };
    });
    expect(await updates.run(() => Promise.reject(new Error("no")))).toEqual({ ok: false, message: "no" });
    expect(fetched).toBe(1);
  });

  it("fails when the function is too slow, and goes on with the next", async () => {
    const updates = createServerUpdates(async () => ({ ok: true }), 10);
    const slow = updates.run(() => new Promise(() => {}));
    const next = updates.run(async () => {});
    expect(await slow).toMatchObject({ ok: false, message: expect.stringMatching(/did not finish/) });
    expect(await next).toEqual({ ok: true });
  });
});

describe("the address that elements hold", () => {
  const change = (given: Partial<typeof address>, complete: boolean) => ({
    empty: false,
    complete,
    value: { name: "Ann", address: { ...address, ...given } },
  });

  it("is the whole address once complete, and before that the parts that decide the amounts", () => {
    expect(knownAddress(change({}, true))).toMatchObject({ name: "Ann", address: { line1: "1 rue A" } });
    expect(knownAddress(change({ line1: "1 ru" }, false))).toMatchObject({
      name: "",
      address: { line1: "", postal_code: "75001", country: "FR" },
    });
  });

  it("is sent to the server once, however often it is reported", async () => {
    const sent: UpdateInput[] = [];
    const sync = createElementSync({
      update: async (input) => {
        sent.push(input);
        return { ok: false, error: {} };
      },
    });
    for (const email of ["a@example.com", "b@example.com", "b@example.com"]) sync.soon({ email });
    await sync.flush();
    sync.soon({ email: "b@example.com" });
    await sync.flush();
    expect(sent).toEqual([{ email: "b@example.com" }]);
  });
});

describe("the actions' error messages", () => {
  it("say why an e-mail address is refused", () => {
    expect(emailProblem("ann")).toBe("incompleteEmail");
    expect(emailProblem("ann@example")).toBe("invalidEmail");
    expect(emailProblem("ann@example.com")).toBeNull();
  });

  it("distinguish a wrong promotion code from a cart that is too small", () => {
    expect(promotionError({ code: "promotion_code_minimum_amount" }).code).toBe(
      "promotionCodeAmountInsufficient",
    );
    expect(promotionError({ code: "resource_missing", message: "No such code" })).toEqual({
      code: "invalidCode",
      message: "No such code",
    });
    expect(promotionError({ type: "api_connection_error" }).code).toBeNull();
  });

  it("distinguish a refused payment from every other error", () => {
    expect(failed({ type: "card_error", decline_code: "lost_card", message: "m" })).toEqual({
      type: "error",
      error: { message: "m", code: "paymentFailed", paymentFailed: { declineCode: "lost_card" } },
    });
    expect(failed({ code: "checkout_amount_mismatch", message: "m" })).toMatchObject({
      error: { code: null },
    });
  });
});
