import { describe, expect, it } from "vitest";
import { newCartId } from "@/lib/base/ids";
import { signCartId, verifyCartCookie } from "@/lib/cart/cookie.server";

const secret = "a-secret-of-more-than-thirty-two-characters";

describe("the cart cookie", () => {
  const id = newCartId();
  const signed = signCartId(id, secret);

  it("gives back the id it was made for", () => {
    expect(verifyCartCookie(signed, secret)).toBe(id);
  });

  it.each([
    ["nothing", undefined],
    ["an empty value", ""],
    ["an id without a signature", id],
    ["an id with an empty signature", `${id}.`],
    ["another id under this signature", signed.replace(id, newCartId())],
    [
      "a signature with one byte changed",
      signed.slice(0, -2) + (signed.at(-2) === "A" ? "B" : "A") + signed.at(-1),
    ],
    ["something after the signature", `${signed}.more`],
    ["an id that is none", `cart_../../etc.${signed.split(".")[1]}`],
  ])("is refused with %s", (_, value) => {
    expect(verifyCartCookie(value, secret)).toBeNull();
  });

  it("is refused when another secret signed it", () => {
    expect(verifyCartCookie(signCartId(id, `${secret}!`), secret)).toBeNull();
  });
});
