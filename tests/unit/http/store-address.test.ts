import { describe, expect, it } from "vitest";
import { isSameOrigin } from "@/lib/http/origin";
import { storeAddress } from "@/lib/http/store-address";

const SHOP = {
  STORE_URL: "https://shop.example.com",
  VERCEL_URL: "shop-k3j4h5.vercel.app",
  VERCEL_BRANCH_URL: "shop-git-sale-team.vercel.app",
  VERCEL_PROJECT_PRODUCTION_URL: "shop.vercel.app",
};
const LOCAL = { STORE_URL: "http://localhost:3000" };

const at = (host: string | null, own: typeof SHOP | typeof LOCAL, forwarded?: string) =>
  storeAddress(
    new Headers({ ...(host && { host }), ...(forwarded && { "x-forwarded-host": forwarded }) }),
    own,
  );

describe("the address a request came to", () => {
  it.each([
    ["shop.example.com", "https://shop.example.com"],
    ["SHOP.example.com:443", "https://shop.example.com"],
    ["shop-k3j4h5.vercel.app", "https://shop-k3j4h5.vercel.app"],
    ["shop-git-sale-team.vercel.app", "https://shop-git-sale-team.vercel.app"],
    ["shop.vercel.app", "https://shop.vercel.app"],
  ])("is %s where that is one of the store's own", (host, address) => {
    expect(at(host, SHOP)).toBe(address);
    expect(at("10.0.0.7:3000", SHOP, host)).toBe(address);
  });

  it.each([
    "evil.example",
    "shop.example.com.evil.example",
    "shop.example.com:8443",
    "shop-k3j4h5.vercel.app.evil.example",
    "evil.example/shop.example.com",
    "shop.example.com@evil.example",
    "localhost:3000",
    "127.0.0.1",
    "a, b",
    "",
    null,
  ])("is the main one for %j, whatever the header says", (host) => {
    expect(at(host, SHOP)).toBe("https://shop.example.com");
  });

  it.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost:4123"])(
    "is %s on one's own machine",
    (host) => {
      expect(at(host, LOCAL)).toBe(`http://${host}`);
    },
  );

  it.each(["evil.example:3000", "192.168.1.7:3000", "localhost.evil.example", "user@localhost:3000"])(
    "is the main one for %s, also on one's own machine",
    (host) => {
      expect(at(host, LOCAL)).toBe("http://localhost:3000");
    },
  );

  it("is one whose pages may change things: what a shopper begins there they can finish there", () => {
    for (const [host, own] of [
      ["shop.example.com", SHOP],
      [SHOP.VERCEL_URL, SHOP],
      [SHOP.VERCEL_BRANCH_URL, SHOP],
      ["127.0.0.1:3000", LOCAL],
    ] as const) {
      const headers = new Headers({ host, origin: at(host, own) });
      expect(isSameOrigin(headers, own.STORE_URL), host).toBe(true);
    }
  });
});
