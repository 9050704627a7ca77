import { describe, expect, it, vi } from "vitest";
import { checkoutNames, elementsOptions, trainOf, versionOf } from "../../src/merchant-page/older-names";

const session = { id: "cs_1" };
const loaded = { type: "success", actions: { getSession: () => session, confirm: async () => "paid" } };

/** What pages call by name, and what the two shapes of `initCheckout` give. */
interface Made {
  createEmbeddedCheckoutPage: unknown;
  initCheckoutElementsSdk: unknown;
  initEmbeddedCheckout: unknown;
  initCheckout: {
    session: () => unknown;
    confirm: () => Promise<unknown>;
    loadActions: () => Promise<{ actions: { getSession: () => unknown } }>;
  };
}

function names(train: ReturnType<typeof trainOf>, answer: object = loaded) {
  const today = {
    createEmbeddedCheckoutPage: vi.fn(async () => "page"),
    initCheckoutElementsSdk: vi.fn(() => ({ on: () => {}, loadActions: async () => answer })),
  };
  const made = checkoutNames(train, today as never) as Record<
    keyof Made,
    (options: object) => Made["initCheckout"]
  >;
  return { ...today, made };
}

describe("the release of Stripe.js", () => {
  it.each([
    ["http://localhost:12111/stripe.js", null, "endive"],
    ["http://localhost:12111/basil/stripe.js", "basil", "basil"],
    ["http://localhost:12111/v3/", "v3", 3],
    ["http://localhost:12111/v3", "v3", 3],
  ])("of %s is %s", (src, train, version) => {
    expect(trainOf(src)).toBe(train);
    expect(versionOf(trainOf(src))).toBe(version);
  });

  it("decides by which names a page makes Checkout", () => {
    for (const train of ["v3", "acacia", "basil", "clover"] as const) {
      const { made } = names(train);
      expect(() => made.createEmbeddedCheckoutPage({})).toThrow(
        `Stripe.js ${train} has no createEmbeddedCheckoutPage(); it is initEmbeddedCheckout() there.`,
      );
      expect(() => made.initCheckoutElementsSdk({})).toThrow("it is initCheckout() there");
      expect(made.initEmbeddedCheckout).toBeTypeOf("function");
    }
    for (const train of ["dahlia", "endive"] as const) {
      const { made } = names(train);
      expect(() => made.initCheckout({})).toThrow("it is initCheckoutElementsSdk() there");
      expect(() => made.initEmbeddedCheckout({})).toThrow("it is createEmbeddedCheckoutPage() there");
    }
    expect(Object.keys(names(null).made).sort()).toEqual([
      "createEmbeddedCheckoutPage",
      "initCheckout",
      "initCheckoutElementsSdk",
      "initEmbeddedCheckout",
    ]);
  });
});

describe("paymentMethodTypes of elements()", () => {
  it("is today's allowedPaymentMethodTypes before endive, and for packages of any age", () => {
    const given = { mode: "payment", paymentMethodTypes: ["card"] };
    const today = { mode: "payment", allowedPaymentMethodTypes: ["card"] };
    expect(elementsOptions(null, given)).toEqual(today);
    expect(elementsOptions("dahlia", given)).toEqual(today);
    expect(elementsOptions("endive", given)).toBe(given);
    expect(elementsOptions("basil", { mode: "setup" })).toEqual({ mode: "setup" });
    expect(elementsOptions("basil")).toEqual({});
  });
});

describe("initCheckout", () => {
  it("of basil is a promise of everything in one object", async () => {
    const { made, initCheckoutElementsSdk } = names("basil");
    const secret = async () => "cs_1_secret_2";
    const checkout = await made.initCheckout({
      fetchClientSecret: secret,
      elementsOptions: { loader: "auto" },
    });
    expect(checkout.session()).toBe(session);
    expect(await checkout.confirm()).toBe("paid");
    expect(checkout).not.toHaveProperty("getSession");
    expect(initCheckoutElementsSdk).toHaveBeenCalledWith({
      clientSecret: expect.any(Promise),
      elementsOptions: { loader: "auto" },
    });
    const failed = names("basil", { type: "error", error: { message: "No such session" } });
    await expect(failed.made.initCheckout({ fetchClientSecret: secret })).rejects.toThrow("No such session");
  });

  it("of clover is today's, at once", async () => {
    const { made } = names("clover");
    const checkout = made.initCheckout({ clientSecret: "cs_1_secret_2" });
    expect((await checkout.loadActions()).actions.getSession()).toBe(session);
  });
});
