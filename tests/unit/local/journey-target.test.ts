import { describe, expect, it } from "vitest";
import { targetFrom } from "@/scripts/local/journey-target";

const TEST_KEYS = { STRIPE_SECRET_KEY: "sk_test_abc123", STRIPE_PUBLISHABLE_KEY: "pk_test_abc123" };
const of = (args: string[], env: Record<string, string> = {}) =>
  targetFrom(args, { NODE_ENV: "test", ...env });

describe("the target of the journeys", () => {
  it("is the local Stripe, also with keys in the environment, and leaves Playwright its arguments", () => {
    expect(of(["guest", "--project", "phone", "--no-build"], TEST_KEYS)).toEqual({
      target: { kind: "local" },
      rest: ["guest", "--project", "phone", "--no-build"],
    });
    expect(of(["--target", "local"]).target).toEqual({ kind: "local" });
  });

  it("is taken out of the arguments wherever and however it stands", () => {
    const expected = { kind: "deployment", url: "https://shop.example", readOnly: true };
    const readings = [
      ["guest", "--target", "https://shop.example", "--read-only", "--project", "phone"],
      ["--target=https://shop.example/", "guest", "--project", "phone", "--read-only"],
      ["--read-only", "guest", "--project", "phone", "--target", "https://shop.example"],
    ].map((args) => of(args));
    for (const { target, rest } of readings) {
      expect(target).toMatchObject(expected);
      expect(rest).toEqual(["guest", "--project", "phone"]);
    }
  });

  it.each([
    [["--target", "production"], /local, stripe or the address/],
    [["--target"], /local, stripe or the address/],
    [["--target="], /local, stripe or the address/],
    [["--target", "https://"], /no address/],
    [["--target", "https://shop.example/fr"], /without a path/],
    [["--target", "https://me:pw@shop.example"], /without a path or a name/],
    [["--read-only"], /belongs to --target/],
    [["--target", "stripe", "--read-only"], /belongs to --target/],
    [["--email", "me@shop.example"], /belongs to --target/],
    [["--target", "https://shop.example", "--email", "me"], /no e-mail address/],
  ])("refuses %j", (args, why) => {
    expect(() => of(args, TEST_KEYS)).toThrow(why);
  });
});

describe("Stripe's test mode as the target", () => {
  it("takes the keys of a test account, the webhook's secret and other addresses, and nothing else of the environment", () => {
    const env = {
      ...TEST_KEYS,
      STRIPE_WEBHOOK_SECRET: "whsec_1",
      DATABASE_URL: "postgres://db.shop.example",
    };
    expect(of(["--target", "stripe"], { ...env, PORT: "4242" }).target).toEqual({
      kind: "stripe",
      variables: { ...TEST_KEYS, STRIPE_WEBHOOK_SECRET: "whsec_1" },
      hearsEvents: true,
      port: 4242,
    });
    expect(of(["--target", "stripe"], TEST_KEYS).target).toMatchObject({ hearsEvents: false });
  });

  it("takes a restricted key", () => {
    expect(of(["--target", "stripe"], { ...TEST_KEYS, STRIPE_SECRET_KEY: "rk_test_1" }).target.kind).toBe(
      "stripe",
    );
  });

  it.each([
    [{}, /STRIPE_SECRET_KEY of a test account/],
    [{ STRIPE_PUBLISHABLE_KEY: "" }, /STRIPE_PUBLISHABLE_KEY of a test account/],
    [{ STRIPE_SECRET_KEY: "sk_live_abc123" }, /STRIPE_SECRET_KEY is a live key/],
    [{ STRIPE_SECRET_KEY: "rk_live_abc123" }, /STRIPE_SECRET_KEY is a live key/],
    [{ STRIPE_PUBLISHABLE_KEY: "pk_live_abc123" }, /STRIPE_PUBLISHABLE_KEY is a live key/],
    [{ STRIPE_SECRET_KEY: "pk_test_abc123" }, /no key of a test account/],
    [{ STRIPE_SECRET_KEY: " sk_live_abc123" }, /no key of a test account/],
    [{ STRIPE_SECRET_KEY: "sk_test_1\nsk_live_2" }, /no key of a test account/],
  ])("refuses %j before anything starts", (keys: Record<string, string>, why) => {
    const env = Object.keys(keys).length === 0 ? {} : { ...TEST_KEYS, ...keys };
    expect(() => of(["--target", "stripe"], env)).toThrow(why);
  });
});

describe("a deployment as the target", () => {
  const DEPLOYMENT = ["--target", "https://shop.example"];

  it("gets the key that refunds are made with", () => {
    expect(of(DEPLOYMENT, TEST_KEYS).target).toMatchObject({
      stripe: { key: TEST_KEYS.STRIPE_SECRET_KEY, api: null },
      email: "journeys@example.com",
    });
    expect(of(DEPLOYMENT).target).toMatchObject({ stripe: null });
  });

  it("gets none when nothing is paid", () => {
    expect(of([...DEPLOYMENT, "--read-only"], TEST_KEYS).target).toMatchObject({ stripe: null });
  });

  it("refuses a live key", () => {
    expect(() => of(DEPLOYMENT, { STRIPE_SECRET_KEY: "sk_live_abc123" })).toThrow(/is a live key/);
  });
});
