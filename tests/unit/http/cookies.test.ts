import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readPendingEmail } from "@/lib/auth/email-change-pending.server";
import { openPending } from "@/lib/auth/pending.server";
import type { CustomerId } from "@/lib/base/ids";
import { verifyCartCookie } from "@/lib/cart/cookie.server";
import { limitEnv } from "@/lib/config/env";
import { DAY_SECONDS, signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec, signedValue } from "@/lib/http/signed-value";
import { verifyOpenedOrders } from "@/lib/orders/owners/shopper.server";

const set = vi.fn();
const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string, options: object) => {
      jar.set(name, value);
      set(name, options);
    },
    delete: (name: string) => jar.delete(name),
  }),
}));

const secret = "s".repeat(32);
const servedAt = (STORE_URL: string) =>
  limitEnv(["STORE_URL", "AUTH_SECRET"], { STORE_URL, AUTH_SECRET: secret });

beforeEach(() => {
  jar.clear();
  set.mockClear();
});

describe("a signed cookie", () => {
  const cookie = signedCookie({
    name: "thing",
    purpose: "a thing",
    secret: "AUTH_SECRET",
    seconds: 2 * DAY_SECONDS,
    codec: jsonCodec(z.object({ id: z.string() })),
  });

  it("gives back what was written, until it is forgotten", async () => {
    servedAt("https://store.test");
    expect(await cookie.read()).toBeNull();
    await cookie.write({ id: "a.b~c" });
    expect(await cookie.read()).toEqual({ id: "a.b~c" });
    await cookie.forget();
    expect(await cookie.read()).toBeNull();
  });

  it.each([
    ["https://store.test", true],
    ["http://localhost:3000", false],
  ])("of %s is out of reach of scripts and of other sites (Secure: %s)", async (url, secure) => {
    servedAt(url);
    await cookie.write({ id: "a" });
    const options = { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: 172_800 };
    expect(set).toHaveBeenCalledExactlyOnceWith("thing", options);
  });
});

describe("a signed value", () => {
  const number = signedValue("number", jsonCodec(z.number()));

  it("is none where it was changed, or signed with another secret or for another purpose", () => {
    const signed = number.sign(5, secret);
    expect(number.open(signed, secret)).toBe(5);
    const [text = "", sign] = signed.split(".");
    const six = jsonCodec(z.number()).write(6);
    for (const wrong of [undefined, "", text, `${text}.`, `${six}.${sign}`, `${signed}.x`, `.${sign}`]) {
      expect(number.open(wrong, secret)).toBeNull();
    }
    expect(number.open(signed, "t".repeat(32))).toBeNull();
    expect(signedValue("price", jsonCodec(z.number())).open(signed, secret)).toBeNull();
  });

  it("is none where this version of the store has another form of it", () => {
    expect(signedValue("number", jsonCodec(z.string())).open(number.sign(5, secret), secret)).toBeNull();
  });
});

/** As browsers have them from earlier versions of the store. */
describe("a cookie that a shopper has already", () => {
  it("holds their cart", () => {
    const kept = "cart_0123456789abcdefghijklmn.-SWCmgV9xZV1-bxIVQ5D4UR7G5QsnTaKgNQKGBjLC2o";
    expect(verifyCartCookie(kept, secret)).toBe("cart_0123456789abcdefghijklmn");
  });

  it("holds the orders they opened", () => {
    const kept = "ord_one~ord_two.aL2tuokZqG4-yY-CfwpiXBJJPJVtChDXEXr25g-w8bQ";
    expect(verifyOpenedOrders(kept, secret)).toEqual(["ord_one", "ord_two"]);
  });

  it("holds their sign-in under way", () => {
    const kept =
      "eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsImJyb3dzZXIiOiJiMSIsIm5leHQiOiIvY2FydCJ9.nJ1vVniVRrMewV7K1GUvTCqQaJ6YThSawhwOBuB5FVQ";
    expect(openPending(kept, secret)).toEqual({ email: "ada@example.com", browser: "b1", next: "/cart" });
  });

  it("holds their change of e-mail under way", async () => {
    servedAt("https://store.test");
    jar.set(
      "email_change",
      "eyJjdXN0b21lcklkIjoiY3VzXzEiLCJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSJ9.hFaZf3IPIIzMbf3cwoIM7WDWMMUds9UWOgf7Dy6H5Ns",
    );
    expect(await readPendingEmail("cus_1" as CustomerId)).toBe("ada@example.com");
    expect(await readPendingEmail("cus_2" as CustomerId)).toBeNull();
  });
});

it("Only one file touches cookies", () => {
  const touching = ["app", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) =>
      /\bcookies\b[^;]*from "next\/headers"|document\.cookie|httpOnly|"set-cookie"/i.test(
        readFileSync(file, "utf8"),
      ),
    );
  expect(touching).toEqual([join("lib", "http", "cookie.server.ts")]);
});
