import { describe, expect, it } from "vitest";
import { missingHosts } from "@/lib/doctor/policy-hosts";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

const missing = (header: string) => missingHosts(header, {});

describe("a Content Security Policy lets Stripe in", () => {
  it("when it is the store's own, with Stripe or with a local one", () => {
    const own = contentSecurityPolicy({ nonce: "n", stripe: {}, development: false });
    expect(missing(own)).toEqual([]);
    const local = {
      STRIPE_JS_URL: "http://localhost:12111/stripe.js",
      STRIPE_API_BASE: "http://localhost:12111",
    };
    const stripe = { jsUrl: local.STRIPE_JS_URL, apiBase: local.STRIPE_API_BASE };
    expect(missingHosts(contentSecurityPolicy({ nonce: "n", stripe, development: false }), local)).toEqual(
      [],
    );
    // A script with the nonce may load others.
    expect(missingHosts(own, local)).toHaveLength(2);
  });

  it("when there is none, or it uses wildcards or strict-dynamic", () => {
    expect(missing("")).toEqual([]);
    expect(missing("default-src https:")).toEqual([]);
    expect(missing("default-src https://*.stripe.com")).toEqual([]);
    expect(missing("script-src 'nonce-1' 'strict-dynamic'; img-src 'self'")).toEqual([]);
  });

  it("not when one of several policies leaves out a host, or allows only its own page", () => {
    expect(missing("frame-src https://js.stripe.com")).toEqual(["frame-src https://hooks.stripe.com"]);
    expect(missing("default-src 'self'")).toHaveLength(4);
    expect(missing("frame-src https:, connect-src 'self'")).toEqual(["connect-src https://api.stripe.com"]);
    expect(missing("script-src https://*.example.com")).toEqual(["script-src https://js.stripe.com"]);
  });
});
