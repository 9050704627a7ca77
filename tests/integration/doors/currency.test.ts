import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/currency/route";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { type CartId, newCartId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { loadCart } from "@/lib/cart/cart.server";
import { signCartId } from "@/lib/cart/cookie.server";
import { setCartCurrency } from "@/lib/cart/currency.server";
import { env } from "@/lib/config/env";
import { customers } from "@/lib/db/schema";
import { browser } from "@/tests/support/browser-cookies";
import { testDatabase } from "@/tests/support/database";
import { insertCustomer } from "@/tests/support/past-orders";
import { cartWith } from "@/tests/support/shop";
import { insertVariants } from "@/tests/support/store-fixtures";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(() => browser.clear());

function asks(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const origin = env().STORE_URL;
  return POST(
    new Request(`${origin}/api/currency`, {
      method: "POST",
      headers: { origin, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams({ locale: "fr", ...fields }),
    }),
  );
}

const hasCart = (cartId: CartId) => browser.cookies.set("cart", signCartId(cartId, env().CART_SECRET));

describe("a shopper who asks for another currency", () => {
  it("gets it for pages and cart, and the page they were on", async () => {
    const [variant] = await insertVariants(db, [5]);
    const cartId = await cartWith(db, [[variant?.id as never, 1]]);
    hasCart(cartId);
    const referer = `${env().STORE_URL}/fr/categories/cups?sort=name`;
    const answer = await asks({ currency: "jpy" }, { referer });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/fr/categories/cups?sort=name"]);
    expect(browser.cookies.get("currency")).toBe("jpy");
    expect((await loadCart(db, cartId))?.currency).toBe("jpy");

    await asks({ currency: "eur" }, { referer });
    expect(browser.cookies.has("currency")).toBe(false);
    expect((await loadCart(db, cartId))?.currency).toBe("eur");
  });

  it("sees the currency of the account's cart on a browser that signs in", async () => {
    const [variant] = await insertVariants(db, [5]);
    const cartId = await cartWith(db, [[variant?.id as never, 1]]);
    await setCartCurrency(db, cartId, currency("usd"));
    const { id } = await insertCustomer(db);
    await db.update(customers).set({ cartId }).where(eq(customers.id, id));
    await finishSignIn(id, "en");
    expect(browser.cookies.get("currency")).toBe("usd");
  });

  it("needs no cart, and gets none by it", async () => {
    const cartId = newCartId();
    hasCart(cartId);
    expect((await asks({ currency: "usd" })).status).toBe(303);
    expect(await loadCart(db, cartId)).toBeNull();
  });

  it.each([undefined, "https://elsewhere.example//evil.example/x", "not a URL"])(
    "is led to the home page without a page of the store: %s",
    async (referer) => {
      const answer = await asks({ currency: "usd" }, referer === undefined ? {} : { referer });
      expect(answer.headers.get("location")).toBe("/fr");
    },
  );

  it.each(["brl", "EUR", "", "usd; path=/"])(
    "is refused what the store does not sell in, and nothing is changed: %j",
    async (code) => {
      const answer = await asks({ currency: code });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { code: "invalid_request", fields: ["currency"] } });
      expect(browser.cookies.has("currency")).toBe(false);
    },
  );

  it("is refused from another site", async () => {
    expect((await asks({ currency: "usd" }, { origin: "https://elsewhere.example" })).status).toBe(403);
  });
});
