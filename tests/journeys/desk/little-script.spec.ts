import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { entersDesk } from "../support/desk";
import { expect, test } from "../support/test";

/** Bytes on the way, compressed. */
const MOST = 100_000;

test("Each page of the desk loads less than 100 kB of script", async ({ page, shopper, shop }) => {
  test.setTimeout(240_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  const [product] = await shop.query<{ id: string }>("select product_id as id from variants where id = $1", [
    variant.id,
  ]);
  const given: Record<string, string> = { number: order.number, productId: product?.id ?? "" };
  await entersDesk(page, "owner", "/admin");
  const heavy: string[] = [];
  let looked = 0;
  for (const route of Object.keys(DESK_PAGES)) {
    const path = route.replace(/\[(\w+)\]/g, (whole, name) => given[name] ?? whole);
    if (path.includes("[")) continue;
    await page.goto(path, { waitUntil: "load" });
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((one) => new URL(one.name).pathname.endsWith(".js"))
        .reduce((sum, one) => sum + (one instanceof PerformanceResourceTiming ? one.encodedBodySize : 0), 0),
    );
    looked += 1;
    expect(bytes, path).toBeGreaterThan(1_000);
    if (process.env.SHOW_SCRIPT) console.log(bytes, path);
    if (bytes > MOST) heavy.push(`${path}: ${bytes}`);
  }
  expect(looked).toBeGreaterThan(30);
  expect(heavy).toEqual([]);
});
