import { isRedisInstalled, startInstalledRedis } from "../../../scripts/local/installed-redis";
import { startInstance } from "../support/store-instance";
import { expect, test } from "../support/test";

test.skip(!isRedisInstalled(), "There is no Redis on this machine");

test("Two processes share their pages in Redis, and go on without it", async ({ request, shop }) => {
  test.setTimeout(180_000);
  const redis = await startInstalledRedis();
  if (!redis) throw new Error("there is no Redis");
  const [product] = await shop.query<{ id: string; slug: string }>(
    "select id, slug from products where active order by id limit 1",
  );
  if (!product) throw new Error("no products");
  const variables = { DRAIN_INTERVAL_SECONDS: "0", REDIS_URL: redis.url };
  const [one, two] = [await startInstance(variables), await startInstance(variables)];
  const read = async ({ url }: { url: string }) => {
    const answer = await request.get(`${url}/products/${product.slug}`);
    expect(answer.status()).toBe(200);
    return { html: await answer.text(), cache: answer.headers()["x-nextjs-cache"] };
  };
  const isSoldOut = async (store: { url: string }) => (await read(store)).html.includes("Sold out");
  const counts = await shop.query<{ id: string; on_hand: number }>(
    "select id, on_hand from variants where product_id = $1",
    [product.id],
  );
  try {
    expect((await read(one)).cache).toBe("MISS");
    await expect.poll(async () => (await read(two)).cache, { intervals: [20] }).toBe("HIT");

    await shop.query("update variants set on_hand = 0 where product_id = $1", [product.id]);
    await expect.poll(() => isSoldOut(one), { intervals: [50] }).toBe(true);
    expect(await isSoldOut(two)).toBe(true);

    await redis.kill();
    for (const store of [one, two]) expect(await isSoldOut(store)).toBe(true);
    await redis.start();
    await expect
      .poll(async () => [(await read(one)).cache, (await read(two)).cache], { timeout: 15_000 })
      .toEqual(["HIT", "HIT"]);
  } finally {
    for (const { id, on_hand } of counts)
      await shop.query("update variants set on_hand = $2 where id = $1", [id, on_hand]);
    await one.stop();
    await two.stop();
    await redis.stop();
  }
});
