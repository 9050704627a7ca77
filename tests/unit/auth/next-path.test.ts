import { describe, expect, it } from "vitest";
import { nextPath } from "@/lib/auth/next-path";

describe("the path after signing in", () => {
  it.each(["/", "/cart", "/fr/orders/ord_1?key=a%20b#top", "/products/mug?colour=sand"])(
    "may be %s",
    (path) => {
      expect(nextPath(path)).toBe(path);
    },
  );

  it.each([
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/..//elsewhere.example",
    "/.//elsewhere.example",
    "javascript:alert(1)",
    "cart",
    "",
    undefined,
    ["/cart", "/"],
    `/${"a".repeat(500)}`,
  ])("is never %s", (value) => {
    expect(nextPath(value)).toBeNull();
  });

  it.each(["/sign-in", "/sign-in/link?token=a", "/fr/sign-in?next=/cart", "/api/auth/sign-out"])(
    "is not %s, which would lead round in a circle",
    (value) => {
      expect(nextPath(value)).toBeNull();
    },
  );
});
