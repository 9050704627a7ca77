import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findLiveKey, liveKeyIn } from "@/tests/journeys/support/live-key";

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** A store of these pages, and what it was asked. */
async function storeOf(pages: Record<string, string>): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end(pages[request.url ?? ""] ?? "<h1>A page</h1>");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  ended.push(() => server.close());
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, asked };
}

describe("a live key in a text", () => {
  it.each(['{"publishableKey":"pk_live_51Habc"}', "key=pk_live_51Habc&a=1", "Bearer rk_live_51Habc"])(
    "is seen in %s",
    (text) => {
      expect(liveKeyIn(text)).toMatch(/^[pr]k_live_51H$/);
    },
  );

  it.each(["pk_test_51Habc", "/^(sk|rk|pk)_live_/", "your key begins with pk_live_", "pk_live_…"])(
    "is not seen in %s",
    (text) => {
      expect(liveKeyIn(text)).toBeNull();
    },
  );
});

describe("a store that takes real money", () => {
  it.each(["/", "/cart", "/checkout/embedded", "/checkout/elements", "/checkout/payment"])(
    "is known by its page %s",
    async (path) => {
      const { url } = await storeOf({ [path]: "<script>pay('pk_live_51Habc')</script>" });
      expect(await findLiveKey(url)).toBe(path);
    },
  );

  it("is known by a script of a page", async () => {
    const { url } = await storeOf({
      "/cart": '<script async="" src="/_next/cart.js?a=1&amp;b=2"></script>',
      "/_next/cart.js?a=1&b=2": 'const key="pk_live_51Habc"',
    });
    expect(await findLiveKey(url)).toBe(`${url}/_next/cart.js?a=1&b=2`);
  });

  it("is looked for without changing anything", async () => {
    const { url, asked } = await storeOf({ "/": "pk_test_51Habc" });
    expect(await findLiveKey(url)).toBeNull();
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.every((one) => one.startsWith("GET "))).toBe(true);
  });

  it("is told from one that does not answer", async () => {
    await expect(findLiveKey("http://localhost:1")).rejects.toThrow(/localhost:1\/ does not answer/);
  });
});
