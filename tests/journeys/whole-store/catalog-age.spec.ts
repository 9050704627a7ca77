import { FRESH_FOR } from "../../../lib/catalog/freshness";
import { startInstance } from "../support/store-instance";
import { expect, test } from "../support/test";

test("An edit that one process received is on every page of another, idle one after the documented seconds", async ({
  request,
  shop,
  stripe,
}) => {
  test.setTimeout(180_000);
  const [edited] = await shop.query<{ slug: string; name: string; category: string; stripeId: string }>(
    `select slug, name ->> 'en' as name, category_slug as category, stripe_product_id as "stripeId"
       from products where active and featured order by category_slug, position`,
  );
  if (!edited) throw new Error("no product");
  const paths = [
    `/products/${edited.slug}`,
    `/categories/${edited.category}`,
    `/categories/${edited.category}?sort=name`,
    `/search?q=${encodeURIComponent(edited.name)}`,
    `/api/search?q=${encodeURIComponent(edited.name)}`,
    "/",
  ];
  // It does nothing by itself, as a second machine whose turn never comes.
  const idle = await startInstance({ DRAIN_INTERVAL_SECONDS: "0" });
  const read = async (path: string) => (await request.get(`${idle.url}${path}`)).text();
  const name = `${edited.name}, in its second edition`;
  try {
    for (const path of paths) expect((await read(path)).includes(edited.name), path).toBe(true);
    await stripe.api.products.update(edited.stripeId, { name });
    await expect
      .poll(async () => {
        const found = await shop.query("select from products where slug = $1 and name ->> 'en' = $2", [
          edited.slug,
          name,
        ]);
        return found.length;
      })
      .toBe(1);
    const knownAt = Date.now();
    await expect
      .poll(() => Date.now() - knownAt, { timeout: (FRESH_FOR + 10) * 1000 })
      .toBeGreaterThan(FRESH_FOR * 1000);
    for (const path of paths) expect((await read(path)).includes(name), path).toBe(true);
  } finally {
    await stripe.api.products.update(edited.stripeId, { name: edited.name });
    await idle.stop();
  }
});
