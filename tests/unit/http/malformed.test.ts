import { describe, expect, it } from "vitest";
import { isMalformed } from "@/lib/http/malformed";

const asked = (url: string, headers: Record<string, string | string[]> = {}, method = "GET") =>
  isMalformed({ method, url, headers: { host: "shop.example.com", ...headers } });

describe("a request that can't be read", () => {
  it.each(["/%", "/products/%zz", "/%E0%A4%A", "/products/%ff", "/orders/a%00b", "/fr/%c3%28?q=1"])(
    "has a path with percent signs that mean nothing: %s",
    (url) => expect(asked(url)).toBe(true),
  );

  it.each(["[", "a b", "a/b", "a@b", "shop.example.com:99999", "a, b c", "é", "%"])(
    "says that it was sent to a host that can't exist: %s",
    (host) => {
      expect(asked("/", { "x-forwarded-host": host })).toBe(true);
      expect(asked("/", { host })).toBe(true);
    },
  );

  it.each(["http://[", "shop.example.com", "x"])("says that it is from no place: %s", (origin) => {
    expect(asked("/", { origin })).toBe(true);
  });

  it("uses a method that no page and no handler has", () => {
    expect(asked("/", {}, "TRACE")).toBe(true);
  });
});

describe("a request that can be read", () => {
  it.each(["/", "/?q=%", "/search?q=%ff", "/products/caf%C3%A9", "/a%2Fb", "/%25", "/fr//cart"])(
    "has a path of letters, and any query: %s",
    (url) => expect(asked(url)).toBe(false),
  );

  it.each([
    "localhost:3000",
    "127.0.0.1",
    "[::1]:3000",
    "a_b.example.com",
    "a.example.com, b.internal:80",
    "",
  ])("was sent to a host: %s", (host) => expect(asked("/", { "x-forwarded-host": host })).toBe(false));

  it.each(["null", "https://shop.example.com", "http://[::1]:3000"])("is from somewhere: %s", (origin) => {
    expect(asked("/", { origin })).toBe(false);
  });
});
