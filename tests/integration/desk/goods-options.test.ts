import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as videoRoute } from "@/app/api/admin/goods/videos/route";
import type { ProductId } from "@/lib/base/ids";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { variants } from "@/lib/db/schema";
import type { GoodsForm } from "@/lib/desk/goods/goods-form";
import { versionsOf } from "@/lib/desk/goods/goods-version.server";
import { lookAtGoods, saveGoods } from "@/lib/desk/goods/save-goods.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith } from "@/tests/support/shop";
import { insertVariants } from "@/tests/support/store-fixtures";
import { video } from "@/tests/support/video-files";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const folder = mkdtempSync(join(tmpdir(), "goods-"));
process.env.PICTURES_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { db } = await testDatabase();
const { stripe } = await testStripe();

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

async function stored(id: ProductId) {
  const found = await loadProduct(db, id);
  if (!found) throw new Error("no product");
  return found;
}

const formOf = async (id: ProductId, form: Partial<GoodsForm> = {}): Promise<GoodsForm> => ({
  seen: JSON.stringify(versionsOf(await stored(id))),
  ...form,
});

const save = async (id: ProductId, form: Partial<GoodsForm>) => saveGoods(id, await formOf(id, form), "test");

/** A product with two variants that Stripe has. */
async function mug() {
  const [row, other] = await insertVariants(db, [7, 3]);
  if (!row || !other) throw new Error("no variants");
  await save(row.productId, {});
  return { id: row.productId, sku: row.sku, other: other.sku, variantId: row.id };
}

describe("options of a product", () => {
  it("are added: the variants that are there get the first value, and keep stock and Price", async () => {
    const { id, sku } = await mug();
    const before = (await stored(id)).variants;
    const saved = await save(id, { axisName: "Size", axisValues: "Small, Large, small" });
    expect(saved).toMatchObject({ ok: true, later: null });
    const { product, variants: after } = await stored(id);
    expect(product.options.at(-1)).toEqual({
      ...{ key: "size", name: { en: "Size" } },
      values: [
        { key: "small", label: { en: "Small" } },
        { key: "large", label: { en: "Large" } },
        { key: "small-2", label: { en: "small" } },
      ],
    });
    expect(after.map((one) => [one.id, one.onHand, one.options.size])).toEqual(
      before.map((one) => [one.id, one.onHand, "small"]),
    );
    expect(after.find((one) => one.sku === sku)?.stripePriceId).toBe(before[0]?.stripePriceId);
  });

  it("make the variants that are missing, each like the nearest, with no piece on hand", async () => {
    const { id, sku, other } = await mug();
    await save(id, { price: { [other]: "33.00" } });
    const form = { axisName: "Size", axisValues: "S, L", addMissing: "on" };
    const look = await lookAtGoods(id, await formOf(id, form));
    if (!look.ok) throw new Error("refused");
    const made = look.changes.filter(({ field, before }) => field === "variant" && before === null);
    await save(id, form);
    const { product, variants: all } = await stored(id);
    const colours = product.options[0]?.values.length ?? 0;
    expect(all).toHaveLength(colours * 2);
    expect(made).toHaveLength(colours * 2 - 2);
    expect(new Set(all.map(({ options }) => JSON.stringify(Object.entries(options).sort()))).size).toBe(
      all.length,
    );
    const like = all.find(
      (one) =>
        one.options.size === "l" &&
        one.options.colour === all.find((two) => two.sku === other)?.options.colour,
    );
    expect([like?.unitAmount, like?.onHand, like?.active]).toEqual([3300, 0, true]);
    expect(all.filter(({ stripePriceId }) => stripePriceId === null)).toEqual([]);
    expect(all.find((one) => one.sku === sku)?.onHand).toBe(7);
    // Nothing is missing any more.
    expect(await lookAtGoods(id, await formOf(id, { addMissing: "on" }))).toMatchObject({
      ok: true,
      changes: [],
    });
  });

  it("get their words in each language, and colours", async () => {
    const { id } = await mug();
    const [axis] = (await stored(id)).product.options;
    const [value] = axis?.values ?? [];
    await save(id, {
      ...{ optionName: { [`${axis?.key} de`]: "Farbe" } },
      ...{ valueName: { [`${axis?.key} ${value?.key} fr`]: "Sable" } },
      ...{ swatch: { [`${axis?.key} ${value?.key}`]: "#e4dfd3" } },
    });
    const [after] = (await stored(id)).product.options;
    expect(after?.name.de).toBe("Farbe");
    expect(after?.values[0]).toMatchObject({ label: { fr: "Sable" }, swatch: "#e4dfd3" });
  });

  it("need a name and a value", async () => {
    const { id } = await mug();
    expect(await lookAtGoods(id, await formOf(id, { axisName: "Size" }))).toMatchObject({
      problems: [{ field: "axisValues", code: "axis_incomplete" }],
    });
  });

  it("make not more than some hundred variants at once", async () => {
    const { id } = await mug();
    const axisValues = Array.from({ length: 400 }, (_, index) => `v${index}`).join(",");
    const form = { axisName: "Size", axisValues, addMissing: "on" };
    expect(await lookAtGoods(id, await formOf(id, form))).toMatchObject({
      problems: [{ field: "addMissing", code: "too_many_variants" }],
    });
  });
});

describe("a variant that is removed", () => {
  it("is deleted where nothing names it, with its Price archived", async () => {
    const { id, sku, other } = await mug();
    const gone = (await stored(id)).variants.find((one) => one.sku === sku);
    expect(await lookAtGoods(id, await formOf(id, { sale: { [sku]: "remove" } }))).toMatchObject({
      changes: [{ field: "variant", sku, after: null }],
      steps: [{ code: "price_archived", sku }],
    });
    expect(await save(id, { sale: { [sku]: "remove" } })).toMatchObject({ ok: true, later: null });
    expect((await stored(id)).variants.map((one) => one.sku)).toEqual([other]);
    expect((await stripe.prices.retrieve(gone?.stripePriceId ?? "")).active).toBe(false);
  });

  it("goes off sale where a cart has it", async () => {
    const { id, sku, variantId } = await mug();
    await cartWith(db, [[variantId, 1]]);
    expect(await lookAtGoods(id, await formOf(id, { sale: { [sku]: "remove" } }))).toMatchObject({
      changes: [{ field: "active", sku, before: true, after: false }],
    });
    await save(id, { sale: { [sku]: "remove" } });
    const [row] = await db.select().from(variants).where(eq(variants.id, variantId));
    expect(row?.active).toBe(false);
  });

  it("is not the last one", async () => {
    const { id, sku, other } = await mug();
    const form = await formOf(id, { sale: { [sku]: "remove", [other]: "remove" } });
    expect(await saveGoods(id, form, "test")).toMatchObject({
      ...{ ok: false, problems: [{ code: "no_variant_left" }] },
    });
    expect((await stored(id)).variants).toHaveLength(2);
  });
});

describe("a product's page for search engines", () => {
  it("has its own texts, and none again", async () => {
    const { id } = await mug();
    await save(id, { seoTitle: { en: "A mug for life", de: "" }, seoDescription: { en: "It lasts." } });
    expect((await stored(id)).product.seoTitle).toEqual({ en: "A mug for life" });
    await save(id, { seoTitle: { en: "" } });
    const { product } = await stored(id);
    expect([product.seoTitle, product.seoDescription]).toEqual([null, { en: "It lasts." }]);
  });
});

describe("a video that is uploaded", () => {
  const send = async (bytes: Uint8Array) => {
    const { who } = await deskStaff(db, "manager");
    const answer = await who.does(() =>
      videoRoute(
        new Request("http://localhost:3000/api/admin/goods/videos", {
          method: "POST",
          headers: { origin: "http://localhost:3000", "content-type": "video/mp4" },
          body: Buffer.from(bytes),
        }),
        { params: Promise.resolve({}) },
      ),
    );
    return { status: answer.status, body: await answer.json() };
  };

  it("is stored, and a file of another kind is refused with its code", async () => {
    const { status, body } = await send(await video("mug.mp4"));
    expect([status, body.src]).toEqual([200, expect.stringMatching(/^\/videos\/[0-9a-v]{20}\.mp4$/)]);
    expect(await send(new TextEncoder().encode("no video at all"))).toMatchObject({
      ...{ status: 422, body: { error: { code: "video_type" } } },
    });
  });

  it("needs a picture of its own that is stored", async () => {
    const { id } = await mug();
    const { body } = await send(await video("mug.mp4"));
    const pictures = JSON.stringify([
      { src: "/art/beeswax-candles-honey.svg", alt: { en: "A mug" }, of: [], video: body.src },
    ]);
    expect(await lookAtGoods(id, await formOf(id, { pictures }))).toMatchObject({
      issues: [{ code: "video_poster" }],
    });
  });
});
