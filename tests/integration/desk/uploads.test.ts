import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as exportRoute } from "@/app/api/admin/goods/export/route";
import { POST as runRoute } from "@/app/api/admin/goods/imports/[importId]/route";
import { POST as uploadRoute } from "@/app/api/admin/goods/imports/route";
import { runUpload } from "@/lib/catalog/uploads/run-upload.server";
import { storeUpload, withUploadedFile } from "@/lib/catalog/uploads/store-upload.server";
import {
  catalogImports,
  goodsUploadParts,
  goodsUploads,
  outboxJobs,
  products,
  variants,
} from "@/lib/db/schema";
import { readUpload } from "@/lib/desk/imports/read-uploads.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { insertVariants } from "@/tests/support/store-fixtures";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe } = await testStripe();

beforeEach(async () => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
  await db.delete(goodsUploads);
  await insertVariants(db, [1]);
});

let made = 0;
/** A file with products of its own. */
function csv(count = 2, price = "24.00") {
  made += 1;
  const rows = Array.from(
    { length: count },
    (_, index) => `up-${made}-${index},Upload ${made} ${index},cups,UP-${made}-${index},${price},7`,
  );
  return {
    text: ["Handle,Title,Type,Variant SKU,Variant Price,Variant Inventory Qty", ...rows].join("\n"),
    slug: (index: number) => `up-${made}-${index}`,
    sku: (index: number) => `UP-${made}-${index}`,
  };
}

const manager = async () => (await deskStaff(db, "manager")).who;
type Who = Awaited<ReturnType<typeof manager>>;

const from = (path: string, init: RequestInit) =>
  new Request(`http://localhost:3000${path}`, {
    method: "POST",
    ...init,
    headers: { origin: "http://localhost:3000", ...init.headers },
  });

async function upload(who: Who, text: string, query = "name=goods.csv&keepStock=on") {
  const answer = await who.does(() =>
    uploadRoute(from(`/api/admin/goods/imports?${query}`, { body: text }), { params: Promise.resolve({}) }),
  );
  return { status: answer.status, body: await answer.json() };
}

async function run(who: Who, importId: string, step: "check" | "write") {
  const answer = await who.does(() =>
    runRoute(
      from(`/api/admin/goods/imports/${importId}`, {
        body: JSON.stringify({ run: step }),
        headers: { "content-type": "application/json" },
      }),
      { params: Promise.resolve({ importId }) },
    ),
  );
  return { status: answer.status, body: await answer.json() };
}

const found = async (slug: string) => (await db.select().from(products).where(eq(products.slug, slug)))[0];

describe("a file that is sent to the desk", () => {
  it("is checked in the background, which writes nothing, then imported, and its goods get to Stripe", async () => {
    const who = await manager();
    const file = csv();
    const { status, body } = await upload(who, file.text);
    expect(status).toBe(200);
    expect((await readUpload(Number(body.importId)))?.state).toBe("checking");
    await drainOutbox();
    const checked = await readUpload(Number(body.importId));
    expect(checked).toMatchObject({ state: "checked", report: { products: { added: 2 } } });
    expect(await found(file.slug(0))).toBeUndefined();

    expect(await run(who, body.importId, "write")).toMatchObject({ status: 200 });
    // A second press, or a second person, starts nothing.
    expect(await run(who, body.importId, "write")).toMatchObject({
      ...{ status: 409, body: { error: { code: "import_changed" } } },
    });
    await drainOutbox();
    expect(await readUpload(Number(body.importId))).toMatchObject({ state: "done", error: null });
    const product = await found(file.slug(1));
    expect((await stripe.products.retrieve(product?.stripeProductId ?? "")).name).toBe(product?.name.en);
    const [variant] = await db
      .select()
      .from(variants)
      .where(eq(variants.sku, file.sku(1)));
    expect([variant?.onHand, variant?.unitAmount]).toEqual([7, 2400]);
    expect(await db.select().from(outboxJobs).where(eq(outboxJobs.effect, "catalog.import"))).toEqual([]);
  });

  it("with a row that is refused writes nothing, and says line and column", async () => {
    const who = await manager();
    const file = csv(1, "cheap");
    const { body } = await upload(who, file.text);
    await drainOutbox();
    expect(await readUpload(Number(body.importId))).toMatchObject({
      state: "refused",
      report: { issues: [{ line: 2, column: "Variant Price", code: "price_invalid", about: "cheap" }] },
    });
    expect((await run(who, body.importId, "write")).status).toBe(409);
  });

  it("leaves stock alone that was sold meanwhile, where that is asked for", async () => {
    const who = await manager();
    const file = csv(1);
    const first = await upload(who, file.text, "name=goods.csv");
    await drainOutbox();
    await run(who, first.body.importId, "write");
    await drainOutbox();
    await db
      .update(variants)
      .set({ onHand: 2 })
      .where(eq(variants.sku, file.sku(0)));
    const dearer = file.text.replace("24.00", "25.00");
    const second = await upload(who, dearer);
    await drainOutbox();
    await run(who, second.body.importId, "write");
    await drainOutbox();
    const [variant] = await db
      .select()
      .from(variants)
      .where(eq(variants.sku, file.sku(0)));
    expect([variant?.onHand, variant?.unitAmount]).toEqual([2, 2500]);
  });

  it("goes on after it was cut off: what is in the store already is not written again", async () => {
    const file = csv(3);
    const options = { keepStock: false, category: null, leavePictures: false };
    const given = { name: "cut.csv", format: "shopify" as const, who: "test", options };
    const stored = await storeUpload(db, pieces(file.text), given);
    if (!stored.ok) throw new Error(stored.code);
    await db.update(goodsUploads).set({ state: "writing" }).where(eq(goodsUploads.id, stored.id));
    const fileHash = createHash("sha256").update(file.text).digest("hex");
    await db.insert(catalogImports).values({ fileHash, fileName: "cut.csv", recordsDone: 1, who: "test" });
    const job = {
      ...{ id: 1, orderId: null, effect: "catalog.import" as const, occurrence: "", tries: 2 },
      ...{ payload: { uploadId: String(stored.id), step: "write" }, createdAt: new Date(), order: null },
    };
    await runUpload(job, stripe);
    expect(await readUpload(stored.id)).toMatchObject({ state: "done" });
    expect([await found(file.slug(0)), (await found(file.slug(2)))?.slug]).toEqual([undefined, file.slug(2)]);
  });

  it("is kept in pieces, and is the same again", async () => {
    const text = "x".repeat(2_500_000);
    const options = { keepStock: true, category: null, leavePictures: false };
    const stored = await storeUpload(db, pieces(text), {
      name: "../a b.csv",
      format: "shopify",
      who: "test",
      options,
    });
    if (!stored.ok) throw new Error(stored.code);
    expect(stored.bytes).toBe(text.length);
    expect(await db.$count(goodsUploadParts, eq(goodsUploadParts.uploadId, stored.id))).toBe(3);
    const { readFile } = await import("node:fs/promises");
    const again = await withUploadedFile(db, { id: stored.id, name: "../a b.csv" }, (path) =>
      readFile(path, "utf8"),
    );
    expect(again === text).toBe(true);
  });

  it("has a name that says how it is read, and something in it", async () => {
    const who = await manager();
    expect(await upload(who, "x", "name=goods.xlsx")).toMatchObject({
      ...{ status: 422, body: { error: { code: "format_unknown" } } },
    });
    expect((await upload(who, "")).status).toBe(400);
    expect(await db.$count(goodsUploads)).toBe(0);
  });
});

async function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 300_000) yield Buffer.from(text.slice(at, at + 300_000));
}

describe("the goods as a file", () => {
  it.each([
    ["csv", "Handle,"],
    ["jsonl", '{"type":"category"'],
  ])("are sent as %s, as they are read", async (format, begin) => {
    const who = await manager();
    const answer = await who.does(() =>
      exportRoute(new Request(`http://localhost:3000/api/admin/goods/export?format=${format}`), {
        params: Promise.resolve({}),
      }),
    );
    expect(answer.headers.get("content-disposition")).toContain(`.${format}"`);
    expect((await answer.text()).startsWith(begin)).toBe(true);
  });
});
