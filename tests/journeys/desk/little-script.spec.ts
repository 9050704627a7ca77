import { gzipSync } from "node:zlib";
import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { entersDesk } from "../support/desk";
import { expect, test } from "../support/test";

/** Gzipped bytes of a page with nothing on it, which are those of Next.js and React: decision 51. */
const OF_NEXT = 135_000;
const MOST = 100_000;

test("Each page of the desk loads less than 100 kB of script beside Next.js and React", async ({
  page,
  shopper,
  shop,
}) => {
  test.setTimeout(240_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  const [product] = await shop.query<{ id: string }>("select product_id as id from variants where id = $1", [
    variant.id,
  ]);
  const given: Record<string, string> = { number: order.number, productId: product?.id ?? "" };
  await entersDesk(page, "owner", "/admin");
  const sizes = new Map<string, number>();
  const bytesOf = async (url: string) => {
    const known = sizes.get(url);
    if (known !== undefined) return known;
    const bytes = gzipSync(await (await page.request.get(url)).body()).byteLength;
    sizes.set(url, bytes);
    return bytes;
  };
  const loaded: [path: string, bytes: number][] = [];
  for (const route of Object.keys(DESK_PAGES)) {
    const path = route.replace(/\[(\w+)\]/g, (whole, name) => given[name] ?? whole);
    if (path.includes("[")) continue;
    await page.goto(path, { waitUntil: "load" });
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => new URL(name).pathname.endsWith(".js")),
    );
    let sum = 0;
    for (const url of new Set(scripts)) sum += await bytesOf(url);
    loaded.push([path, sum]);
  }
  expect(loaded.length).toBeGreaterThan(30);
  expect(loaded.filter(([, bytes]) => bytes < OF_NEXT / 2)).toEqual([]);
  expect(loaded.filter(([, bytes]) => bytes > OF_NEXT + MOST)).toEqual([]);
});
