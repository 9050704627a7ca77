import { startInstance } from "../support/store-instance";
import { expect, test } from "../support/test";

/** Milliseconds: far below the age at which a page is renewed by itself. */
const SOON = 5_000;

test("A last piece that is sold is sold out on the pages of every process at once, and no other product's page is made again", async ({
  request,
  shop,
}) => {
  test.setTimeout(120_000);
  const [sold, other] = await shop.query<{ id: string; slug: string; category: string }>(
    `select min(product.id) as id, min(product.slug) as slug, product.category_slug as category from products as product
       where product.active group by product.category_slug order by product.category_slug limit 2`,
  );
  if (!sold || !other) throw new Error("no products");
  const second = await startInstance({ DRAIN_INTERVAL_SECONDS: "0" });
  const read = async (url: string) => {
    const answer = await request.get(url);
    return { html: await answer.text(), cache: answer.headers()["x-nextjs-cache"] };
  };
  const stores = ["", second.url];
  const pages = stores.flatMap((store) => [
    `${store}/products/${sold.slug}`,
    `${store}/categories/${sold.category}`,
  ]);
  const counts = await shop.query<{ id: string; on_hand: number }>(
    "select id, on_hand from variants where product_id = $1",
    [sold.id],
  );
  try {
    for (const url of [...pages, ...stores.map((store) => `${store}/products/${other.slug}`)])
      await read(url);
    const began = Date.now();
    await shop.query("update variants set on_hand = 0 where product_id = $1", [sold.id]);
    for (const url of pages)
      await expect
        .poll(async () => (await read(url)).html.includes("Sold out"), { timeout: SOON, intervals: [50] })
        .toBe(true);
    test.info().annotations.push({ type: "all pages after ms", description: String(Date.now() - began) });
    for (const store of stores) expect((await read(`${store}/products/${other.slug}`)).cache).toBe("HIT");
  } finally {
    for (const { id, on_hand } of counts)
      await shop.query("update variants set on_hand = $2 where id = $1", [id, on_hand]);
    await second.stop();
  }
});
