import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part === name || part.startsWith(`${name} `));

describe("the policy of a catalogue page", () => {
  const policy = contentSecurityPolicy({ development: false });

  it("allows nothing of Stripe", () => {
    expect(policy).not.toContain("stripe");
    expect(directive(policy, "connect-src")).toBe("connect-src 'self'");
    expect(directive(policy, "frame-src")).toBe("frame-src 'self'");
  });

  it("loads scripts from the store alone, and evaluates none", () => {
    expect(directive(policy, "script-src")).toBe("script-src 'self' 'unsafe-inline'");
  });

  it("allows no plug-in, no other base and no foreign frame around it", () => {
    expect(directive(policy, "object-src")).toBe("object-src 'none'");
    expect(directive(policy, "base-uri")).toBe("base-uri 'self'");
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'self'");
  });
});

describe("the policy of a checkout page", () => {
  it("runs only inline scripts that carry the nonce, and Stripe's", () => {
    const policy = contentSecurityPolicy({ checkout: { nonce: "bm9uY2U=" }, development: false });
    const script = directive(policy, "script-src");
    expect(script).toContain("'nonce-bm9uY2U='");
    expect(script).toContain("https://js.stripe.com");
    expect(script).not.toContain("unsafe");
    expect(directive(policy, "connect-src")).toContain("https://api.stripe.com");
    expect(directive(policy, "frame-src")).toContain("https://hooks.stripe.com");
  });

  it("stands in no frame, as ways to pay that lead to another page would fail there", () => {
    const policy = contentSecurityPolicy({ checkout: { nonce: "n" }, development: false });
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
  });

  it("allows the local Stripe in place of Stripe", () => {
    const policy = contentSecurityPolicy({
      checkout: {
        nonce: "n",
        stripeJsUrl: "http://localhost:12111/stripe.js",
        stripeApiBase: "http://localhost:12111",
      },
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
