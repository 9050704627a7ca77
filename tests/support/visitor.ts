import type { CartId } from "@/lib/base/ids";
import { signCartId } from "@/lib/cart/cookie.server";
import { env } from "@/lib/config/env";
import { browser } from "./browser-cookies";

type Handler = (request: Request) => Promise<Response>;

/** The response that a visitor gets. */
export type Answer = {
  status: number;
  headers: Headers;
  /** Of JSON; else empty. */
  body: Record<string, unknown>;
  text: string;
};

export function visitor(
  address: string,
  { cartId, language = "en" }: { cartId?: CartId; language?: "en" | "fr" } = {},
) {
  const cookies = new Map<string, string>();
  if (cartId) cookies.set("cart", signCartId(cartId, env().CART_SECRET));

  const origin = env().STORE_URL;
  const headers = { "x-forwarded-for": address, origin, referer: `${origin}/${language}/checkout` };

  async function does<Result>(work: () => Promise<Result>): Promise<Result> {
    browser.clear();
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    for (const [name, value] of Object.entries(headers)) browser.headers.set(name, value);
    const result = await work();
    cookies.clear();
    for (const [name, value] of browser.cookies) cookies.set(name, value);
    return result;
  }

  async function send(handler: Handler, body: string, type: string, accept: string): Promise<Answer> {
    const sent = { method: "POST", headers: { ...headers, "content-type": type, accept }, body };
    const response = await does(() => handler(new Request(`${origin}/api`, sent)));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  }

  return {
    address,
    cookies,
    /** For example for a server action. */
    does,
    posts: (handler: Handler, body: object) => send(handler, JSON.stringify(body), "application/json", "*/*"),
    /** As a page's form; `accept` is a program's by default. */
    sendsForm: (handler: Handler, fields: Record<string, string>, accept = "*/*") =>
      send(
        handler,
        new URLSearchParams({ locale: language, ...fields }).toString(),
        "application/x-www-form-urlencoded",
        accept,
      ),
  };
}

export type Visitor = ReturnType<typeof visitor>;
