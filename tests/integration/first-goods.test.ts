import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { getProduct } from "@/lib/catalog/products.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { products, variants } from "@/lib/db/schema";
import { findDemonstration } from "@/lib/demonstration/find.server";
import { bringFirstGoods } from "@/scripts/new-store/bring-first-goods";
import { firstGoods } from "@/scripts/new-store/first-goods";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { checkout } = orderShop(db, local);
const eur = currency("eur");
/** `npm run new-store` makes the picture of the shop that it names otherwise. */
const DRAWING = "/art/hero.svg";

it("a new shop's first start brings its first product, once, which can be bought", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "new-store-")), "first-goods.jsonl");
  await bringFirstGoods(db, eur, path);
  const product = { name: "Größe 1 & mug", price: 2450 };
  await writeFile(
    path,
    firstGoods(
      {
        name: "Kiln",
        email: "a@shop.example",
        country: "DE",
        languages: ["en", "de"],
        currency: eur,
        product,
      },
      DRAWING,
    ),
  );
  await bringFirstGoods(db, eur, path);
  await syncCatalog(db, local.stripe);

  const found = await getProduct("grosse-1-mug");
  expect(found).toMatchObject({
    name: { en: "Größe 1 & mug" },
    images: { default: DRAWING },
    variants: [{ unitAmount: 2450, available: 10 }],
  });
  expect((await findDemonstration(db, eur)).length).toBe(0);
  const [variant] = found?.variants ?? [];
  if (!variant) throw new Error("no variant");
  const cartId = await cartWith(db, [[variant.id, 1]]);
  expect(await checkout(cartId)).toMatchObject({ ok: true });

  await db.update(variants).set({ unitAmount: 3000 }).where(eq(variants.id, variant.id));
  await db.update(products).set({ active: false });
  await bringFirstGoods(db, eur, path);
  expect(await db.select({ unitAmount: variants.unitAmount }).from(variants)).toEqual([{ unitAmount: 3000 }]);
});
