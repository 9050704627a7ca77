import { describe, expect, it, vi } from "vitest";
import type { CustomerId } from "@/lib/base/ids";
import { openCustomerSession } from "@/lib/customers/customer-session.server";
import { customers } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { url, control, callsOf } = await testStripe();

const HEADERS = new Headers();
let made = 0;

async function account(): Promise<Customer> {
  made += 1;
  const customer = { id: `cus_saved_${made}` as CustomerId, email: `ada${made}@example.com` };
  await db.insert(customers).values({ ...customer, name: "" });
  return { ...customer, name: null, givenTier: null, stripeCustomerId: null };
}

describe("the saved payment methods of an account", () => {
  it("are opened for its own Stripe customer, in one call once that exists", async () => {
    const customer = await account();
    const first = await openCustomerSession(customer, HEADERS);
    if (!first.ok) throw new Error(first.code);
    const query = new URLSearchParams({
      customer_session_client_secret: first.clientSecret,
      "deferred_intent[mode]": "payment",
      "deferred_intent[amount]": "1000",
      "deferred_intent[currency]": "eur",
      type: "deferred_intent",
    });
    const shown = await fetch(`${url}/v1/elements/sessions?${query}`, {
      headers: { authorization: "Bearer pk_test_local_tests" },
    });
    expect(await shown.json()).toMatchObject({
      customer: {
        features: {
          payment_method_redisplay: "enabled",
          payment_method_save: "enabled",
          payment_method_save_usage: "off_session",
          payment_method_remove: "enabled",
        },
      },
    });
    const calls = await callsOf(async () => {
      expect(await openCustomerSession(customer, HEADERS)).toMatchObject({ ok: true });
    });
    expect(calls).toEqual(["POST /v1/customer_sessions"]);
  });

  it("are not available to guests", async () => {
    expect(await openCustomerSession(null, HEADERS)).toEqual({ ok: false, code: "sign_in_required" });
  });

  it("are missing, with a log line, while Stripe does not answer", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    await control("/faults", { path: "/v1/customer_sessions", method: "POST", times: 5, kind: "500" });
    expect(await openCustomerSession(await account(), HEADERS)).toEqual({
      ok: false,
      code: "stripe_unavailable",
    });
    expect(logged).toHaveBeenCalledWith(expect.stringMatching(/^saved payment methods: /));
    logged.mockRestore();
    await fetch(`${url}/_local/faults`, { method: "DELETE" });
  });

  it("can't be opened without limit", async () => {
    const customer = await account();
    const results = [];
    for (let tries = 0; tries < 62; tries += 1) results.push(await openCustomerSession(customer, HEADERS));
    expect(results.at(-1)).toMatchObject({ ok: false, code: "rate_limited", limit: "savedCards" });
    expect(results[0]?.ok).toBe(true);
  });
});
