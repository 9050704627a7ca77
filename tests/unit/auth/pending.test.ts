import { describe, expect, it } from "vitest";
import { openPending, sealPending } from "@/lib/auth/pending.server";

const secret = "s".repeat(32);
const value = { email: "ada@example.com", browser: "b1", next: "/cart" };

describe("a sign-in under way", () => {
  it("is read back from the cookie this store sealed", () => {
    expect(openPending(sealPending(value, secret), secret)).toEqual(value);
  });

  it("is none when the cookie was changed, or sealed with another secret", () => {
    const [text, sign] = sealPending(value, secret).split(".");
    const other = Buffer.from(JSON.stringify({ ...value, email: "eve@example.com" })).toString("base64url");
    expect(openPending(`${other}.${sign}`, secret)).toBeNull();
    expect(openPending(`${text}.${sign}.x`, secret)).toBeNull();
    expect(openPending(sealPending(value, "t".repeat(32)), secret)).toBeNull();
    expect(openPending(undefined, secret)).toBeNull();
  });
});
