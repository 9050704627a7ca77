import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { GET } from "@/app/pictures/[key]/route";
import { products, variants } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { picturePath } from "@/lib/model/picture";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { pictureBringer } from "@/lib/pictures/bring-pictures.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";
import { jpeg } from "@/tests/support/picture-files";
import { cartWith, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
await testMailbox();
const local = await testStripe();
const shop = orderShop(db, local);
const folder = await mkdtemp(join(tmpdir(), "mailed-"));
process.env.PICTURES_DIR = join(folder, "stored");
afterAll(() => rm(folder, { recursive: true }));

it("An e-mail about an order shows the merchant's own picture, at an address that gives a small JPEG to every mail reader", async () => {
  await writeFile(join(folder, "mug.jpg"), await jpeg(900, 1_200));
  const brought = await pictureBringer({ folder }).bring(db, "mug.jpg");
  if (!brought.ok) throw new Error(brought.message);
  const path = picturePath(brought.facts.key);
  await local.control("/clock", { now: Math.floor(Date.now() / 1000) });
  const [mug] = await stockedVariants(db, local.stripe, [5]);
  if (!mug) throw new Error("no variant");
  await db
    .update(products)
    .set({ images: { default: path } })
    .where(
      sql`${products.id} = (select ${variants.productId} from ${variants} where ${eq(variants.id, mug)})`,
    );
  const order = await shop.checkout(await cartWith(db, [[mug, 1]]));
  await local.payByCard(order.clientSecret);
  await settleOrder(order.orderId);
  await drainOutbox();

  const { email } = await shop.orderOf(order.orderId);
  const [mail] = await mailsTo(email ?? "");
  const [, address = ""] = /<img[^>]+src="([^"]*\/pictures\/[^"]+)"/.exec(mail?.html ?? "") ?? [];
  expect(address).toBe(`http://localhost:3000${path}?w=160`);
  const answer = await GET(new Request(address), { params: Promise.resolve({ key: brought.facts.key }) });
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(await sharp(await answer.arrayBuffer()).metadata()).toMatchObject({ format: "jpeg", width: 160 });
});
