import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it, vi } from "vitest";

/** Every method of `Stripe` in the types of @stripe/stripe-js. */
function membersOfTypes(): string[] {
  const main = createRequire(import.meta.url).resolve("@stripe/stripe-js");
  const types = main.replace(/(@stripe\/stripe-js\/).*$/, "$1dist/stripe-js/stripe.d.ts");
  const source = readFileSync(types, "utf8");
  const whole = source.slice(source.indexOf("export interface Stripe {"));
  const own = whole.slice(0, whole.indexOf("\n}\n"));
  return [...new Set([...own.matchAll(/^ {2}(\w+)\(/gm)].map(([, name = ""]) => name))];
}

describe("window.Stripe", () => {
  let stripe: Record<string, (...given: unknown[]) => unknown>;

  beforeAll(async () => {
    const page = {
      location: { href: "http://localhost:3000/", origin: "http://localhost:3000" },
      navigator: { userAgent: "test", languages: ["en"] },
      addEventListener: () => {},
    };
    vi.stubGlobal("window", page);
    vi.stubGlobal("document", { currentScript: null });
    vi.stubGlobal("HTMLScriptElement", class {});
    vi.stubGlobal("navigator", page.navigator);
    await import("../../src/merchant-page/stripe");
    const make: unknown = Reflect.get(page, "Stripe");
    if (typeof make !== "function") throw new Error("stripe.js sets no window.Stripe");
    stripe = make("pk_test_local_tests");
  });

  it.each(membersOfTypes())("has %s, which works or says its name", async (name) => {
    expect(stripe[name], name).toBeTypeOf("function");
    const refusal = await Promise.resolve()
      .then(() => stripe[name]?.())
      .then(
        () => null,
        (error: unknown) => error,
      );
    // What needs nothing works; all else says what it misses, or that it is not modelled.
    if (refusal) expect(String(refusal)).toContain(name);
    else
      expect(["elements", "registerAppInfo", "createToken", "createSource", "createPaymentMethod"]).toContain(
        name,
      );
  });

  it("knows the type of every call that confirms one way to pay", async () => {
    const { CONFIRM_BY_TYPE } = await import("../../src/merchant-page/members");
    const types = Object.fromEntries(CONFIRM_BY_TYPE.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      confirmCardPayment: "card",
      confirmCardSetup: "card",
      confirmUsBankAccountPayment: "us_bank_account",
      confirmPayPalPayment: "paypal",
      confirmWechatPayPayment: "wechat_pay",
      confirmAfterpayClearpayPayment: "afterpay_clearpay",
      confirmP24Payment: "p24",
    });
  });
});
