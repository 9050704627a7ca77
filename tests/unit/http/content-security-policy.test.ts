import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part === name || part.startsWith(`${name} `));

const kept = contentSecurityPolicy({ development: false });
const own = contentSecurityPolicy({ nonce: "bm9uY2U=", development: false });
const checkout = contentSecurityPolicy({ nonce: "bm9uY2U=", stripe: {}, development: false });

describe("the policy of a kept page", () => {
  it("loads scripts from the store alone, evaluates none, and runs none that is an attribute", () => {
    expect(directive(kept, "script-src")).toBe("script-src 'self' 'unsafe-inline'");
    expect(directive(kept, "script-src-attr")).toBe("script-src-attr 'none'");
  });
});

describe("the policy of a page that is made for its request", () => {
  it("runs only scripts that carry its nonce, and what these load", () => {
    expect(directive(own, "script-src")).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  });
});

describe.each([
  ["a kept page", kept],
  ["a page of its own", own],
])("the policy of %s", (_, policy) => {
  it("plays videos of the store alone, whatever storage they are in", () => {
    expect(directive(policy, "media-src")).toBe("media-src 'self'");
  });

  it("allows nothing of Stripe", () => {
    expect(policy).not.toContain("stripe");
    expect(directive(policy, "connect-src")).toBe("connect-src 'self'");
    expect(directive(policy, "frame-src")).toBe("frame-src 'self'");
  });
});

describe.each([
  ["a kept page", kept],
  ["a page of its own", own],
  ["a checkout page", checkout],
])("the policy of %s", (_, policy) => {
  it.each([
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "script-src-attr 'none'",
    "report-uri /api/csp-report",
  ])("says %s", (expected) => {
    expect(policy.split("; ")).toContain(expected);
  });
});

describe("the policy of a checkout page", () => {
  it("loads Stripe's scripts and frames, and runs nothing inline without the nonce", () => {
    const script = directive(checkout, "script-src");
    expect(script).toContain("'nonce-bm9uY2U='");
    expect(script).toContain("https://js.stripe.com");
    expect(script).not.toContain("unsafe");
    expect(directive(checkout, "connect-src")).toContain("https://api.stripe.com");
    expect(directive(checkout, "frame-src")).toContain("https://hooks.stripe.com");
  });

  it("allows the local Stripe in place of Stripe", () => {
    const policy = contentSecurityPolicy({
      nonce: "n",
      stripe: { jsUrl: "http://localhost:12111/stripe.js", apiBase: "http://localhost:12111" },
      development: false,
    });
    expect(directive(policy, "frame-src")).toBe("frame-src 'self' http://localhost:12111");
    expect(policy).not.toContain("stripe.com");
  });
});

it("lets the development server evaluate code and open its socket", () => {
  const policy = contentSecurityPolicy({ development: true });
  expect(directive(policy, "script-src")).toContain("'unsafe-eval'");
  expect(directive(policy, "connect-src")).toContain("ws:");
});
