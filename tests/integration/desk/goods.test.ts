import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as countRoute } from "@/app/api/admin/goods/[productId]/stock/route";
import { newStaffId, type ProductId, type VariantId } from "@/lib/base/ids";
import { stockMovements, variants } from "@/lib/db/schema";
import { addGoods } from "@/lib/desk/goods/add-goods.server";
import { refuseGoods } from "@/lib/desk/goods/answer-goods.server";
import type { GoodsForm } from "@/lib/desk/goods/goods-form";
import { lookAtGoods, saveGoods } from "@/lib/desk/goods/save-goods.server";
import { testDatabase } from "@/tests/support/database";
import { deskGoods } from "@/tests/support/desk-goods";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { onOtherConnection } from "@/tests/support/one-connection";
import { onHand } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => {} }));

const { db, kind } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { stored, mug, formOf } = deskGoods(db);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const sell = (id: VariantId, pieces: number) =>
  db.update(variants).set({ onHand: pieces }).where(eq(variants.id, id));

async function variantOf(id: ProductId, sku: string) {
  const found = (await stored(id)).variants.find((variant) => variant.sku === sku);
  if (!found) throw new Error("no variant");
  return found;
}

describe("a product's form", () => {
  it("says first what changes here and at Stripe, and changes nothing by that", async () => {
    const { id, sku } = await mug();
    const before = await stored(id);
    const look = await lookAtGoods(
      id,
      await formOf(id, { name: { en: "Beaker" }, price: { [sku]: "24,50" } }),
    );
    expect(look).toMatchObject({
      ok: true,
      changes: [
        { field: "name", sku: null },
        { field: "unitAmount", sku, before: 2000, after: 2450 },
      ],
      steps: [
        { code: "product_updated", sku: null },
        { code: "price_replaced", sku },
      ],
    });
    expect(await stored(id)).toEqual(before);
  });

  it("makes at Stripe what it said: another name, and a new Price in place of the old one", async () => {
    const { id, sku } = await mug();
    const old = (await variantOf(id, sku)).stripePriceId;
    const form = await formOf(id, { name: { en: "Beaker" }, price: { [sku]: "24.50" } });
    expect(await saveGoods(id, form, "test")).toMatchObject({ ok: true, later: null });
    const { product } = await stored(id);
    expect((await stripe.products.retrieve(product.stripeProductId ?? "")).name).toBe("Beaker");
    const price = await stripe.prices.retrieve((await variantOf(id, sku)).stripePriceId ?? "");
    expect([price.unit_amount, price.active, price.id === old]).toEqual([2450, true, false]);
    expect((await stripe.prices.retrieve(old ?? "")).active).toBe(false);
    expect(product.name).toEqual({ en: "Beaker", fr: "Tasse" });
  });

  it("never touches stock that was sold since it was opened", async () => {
    const { id, variantId, sku } = await mug();
    const form = await formOf(id, { description: { en: "Holds tea." }, price: { [sku]: "21.00" } });
    await sell(variantId, 2);
    expect(await saveGoods(id, form, "test")).toMatchObject({ ok: true });
    expect(await onHand(db, variantId)).toBe(2);
  });

  it.runIf(kind === "postgres")("leaves what is sold while it is being saved", async () => {
    const { id, variantId } = await mug();
    const form = await formOf(id, { description: { en: "Holds coffee." } });
    const saving = await db.transaction(async (tx) => {
      await tx.update(variants).set({ onHand: 1 }).where(eq(variants.id, variantId));
      const promise = onOtherConnection(() => saveGoods(id, form, "test"));
      await vi.waitFor(async () => {
        const rows = await onOtherConnection(async () => {
          const found = await db.execute(
            sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return found.rows;
        });
        expect(rows.length).toBeGreaterThan(0);
      });
      return { promise };
    });
    expect(await saving.promise).toMatchObject({ ok: true });
    expect(await onHand(db, variantId)).toBe(1);
  });

  it("is kept here when Stripe is away, and says so; saved again it gets there", async () => {
    const { id } = await mug();
    await control("/faults", { path: "/v1/products/*", kind: "500", times: 30 });
    const form = await formOf(id, { name: { en: "Kept" } });
    expect(await saveGoods(id, form, "test")).toMatchObject({ ok: true, later: expect.any(String) });
    const { product } = await stored(id);
    expect(product.name.en).toBe("Kept");
    await fetch(`${local.url}/_local/faults`, { method: "DELETE" });
    expect(await saveGoods(id, await formOf(id), "test")).toMatchObject({ ok: true, later: null });
    expect((await stripe.products.retrieve(product.stripeProductId ?? "")).name).toBe("Kept");
  });

  it.each([
    [{ price: { SKU: "1.234" } }, "price_decimals"],
    [{ price: { SKU: "-3" } }, "price_negative"],
    [{ price: { SKU: "" } }, "price_invalid"],
    [{ name: { en: " " } }, "field_invalid"],
    [{ category: "none-such" }, "unknown_category"],
  ])("refuses %o with %s", async (form, code) => {
    const { id, sku } = await mug();
    const own = JSON.parse(JSON.stringify(form).replaceAll("SKU", sku));
    const look = await lookAtGoods(id, await formOf(id, own));
    expect(look).toMatchObject({ ok: false, code: "goods_refused", issues: [{ code }] });
  });

  it("names the field of what is refused, and says why in the language of who asked", async () => {
    const { id, sku, other } = await mug();
    const wrong = {
      ...{ price: { [sku]: "1.234" }, cost: { [other]: "-1" }, prices: { [`usd ${sku}`]: "x" } },
      ...{ weight: { [sku]: "heavy" }, name: { en: "" }, tags: "ok" },
    };
    const form = await formOf(id, wrong);
    const look = await lookAtGoods(id, form);
    if (look.ok) throw new Error("not refused");
    const reader = { id: newStaffId(), locale: "de" as const };
    const refused = await refuseGoods(look, id, reader);
    const fields = "fields" in refused ? refused.fields : [];
    expect(fields?.toSorted()).toEqual(["name.en", `weight.${sku}`]);
    const amounts = await lookAtGoods(id, await formOf(id, { ...wrong, name: { en: "Mug" }, weight: {} }));
    if (amounts.ok) throw new Error("not refused");
    expect(await refuseGoods(amounts, id, reader)).toMatchObject({
      each: [
        { field: `price.${sku}`, message: expect.stringContaining("Nachkommastellen") },
        { field: `prices.usd ${sku}`, message: expect.stringContaining("price_invalid") },
        { field: `cost.${other}`, message: expect.stringContaining("unter null") },
      ],
    });
    const category = await lookAtGoods(id, await formOf(id, { category: "none-such" }));
    expect(category).toMatchObject({ issues: [{ field: "category", about: "none-such" }] });
  });

  it("saves cost, barcode, weight and whether it is sold beyond the stock", async () => {
    const { id, sku } = await mug();
    const form = {
      ...{ cost: { [sku]: "9.50" }, barcode: { [sku]: " 4006381333931 " }, weight: { [sku]: "350" } },
      ...{ backorder: { [sku]: "on" }, place: { [sku]: " A-03-2 " } },
    };
    expect(await saveGoods(id, await formOf(id, form), "test")).toMatchObject({ ok: true, later: null });
    expect(await variantOf(id, sku)).toMatchObject({
      ...{ costAmount: 950, barcode: "4006381333931", weightGrams: 350, backorder: true },
      storagePlace: "A-03-2",
    });
    await saveGoods(id, await formOf(id, { cost: { [sku]: "" }, weight: { [sku]: "" } }), "test");
    expect(await variantOf(id, sku)).toMatchObject({ costAmount: null, weightGrams: null });
  });

  it("refuses to end the sale beyond the stock while pieces are promised", async () => {
    const { id, sku, variantId } = await mug();
    await saveGoods(id, await formOf(id, { backorder: { [sku]: "on" } }), "test");
    await sell(variantId, -2);
    const look = await lookAtGoods(id, await formOf(id, { backorder: { [sku]: "off" } }));
    expect(look).toMatchObject({ issues: [{ code: "stock_promised", field: `backorder.${sku}` }] });
  });

  it("gives a variant another SKU: it stays the same variant, with its stock and its Price", async () => {
    const { id, sku, other, variantId } = await mug();
    const before = await variantOf(id, sku);
    const look = await lookAtGoods(id, await formOf(id, { sku: { [sku]: "RENAMED-1" } }));
    expect(look).toMatchObject({
      changes: [{ field: "sku", sku, before: sku, after: "RENAMED-1" }],
      steps: [{ code: "price_renamed", sku }],
    });
    await saveGoods(id, await formOf(id, { sku: { [sku]: "RENAMED-1" } }), "test");
    const after = await variantOf(id, "RENAMED-1");
    expect([after.id, after.onHand, after.stripePriceId]).toEqual([variantId, 7, before.stripePriceId]);
    const price = await stripe.prices.retrieve(before.stripePriceId ?? "");
    expect([price.lookup_key, price.metadata.sku]).toEqual(["RENAMED-1", "RENAMED-1"]);
    expect((await stored(id)).variants).toHaveLength(2);
    const taken = await lookAtGoods(id, await formOf(id, { sku: { "RENAMED-1": other } }));
    expect(taken).toMatchObject({ issues: [{ code: "sku_repeated", field: expect.any(String) }] });
    const foreign = await mug();
    expect(await lookAtGoods(id, await formOf(id, { sku: { "RENAMED-1": foreign.sku } }))).toMatchObject({
      issues: [{ code: "sku_taken", field: "sku.RENAMED-1" }],
    });
  });

  it("refuses a new variant with the SKU of another", async () => {
    const { id, sku } = await mug();
    const form = { newSku: sku, newPrice: "9.90", newOption: { colour: "Blue" } };
    expect(await lookAtGoods(id, await formOf(id, form))).toMatchObject({
      issues: [{ code: "sku_repeated", field: "newSku" }],
    });
  });

  it("takes digits alone for pieces", async () => {
    const { id, sku } = await mug();
    expect(await lookAtGoods(id, await formOf(id, { lowStockAt: { [sku]: "some" } }))).toMatchObject({
      ...{ ok: false, code: "goods_refused" },
      problems: [{ field: `lowStockAt.${sku}`, code: "pieces_invalid" }],
    });
  });

  it("publishes at a time by the shop's clocks, makes a draft, and takes off sale", async () => {
    const { id } = await mug();
    const save = async (form: Partial<GoodsForm>) => saveGoods(id, await formOf(id, form), "test");
    expect(await save({ state: "at", from: "2031-07-01T09:00" })).toMatchObject({ ok: true });
    expect((await stored(id)).product.publishedAt?.toISOString()).toMatch(/^2031-07-01T0[5-9]:00/);
    expect(await save({ state: "at", from: "soon" })).toMatchObject({ ok: false, code: "goods_refused" });
    await save({ state: "draft" });
    expect((await stored(id)).product.publishedAt).toBeNull();
    await save({ state: "off" });
    expect((await stored(id)).product.active).toBe(false);
  });

  it("adds a variant, with a value that its option did not have", async () => {
    const { id } = await mug();
    const form = await formOf(id, {
      ...{ newSku: "NEW-1", newPrice: "9.90", newOnHand: "4", newOption: { colour: "Sea green" } },
    });
    expect(await saveGoods(id, form, "test")).toMatchObject({ ok: true, later: null });
    const added = await variantOf(id, "NEW-1");
    expect([added.unitAmount, added.onHand, added.options]).toEqual([990, 4, { colour: "sea-green" }]);
    expect(added.stripePriceId).not.toBeNull();
  });
});

describe("a new product", () => {
  const body = { name: "Tea bowl", category: "cups", sku: "BOWL-1", price: "18,50" };

  it("is a draft with one variant, and an address that is taken changes nothing", async () => {
    await mug();
    const added = await addGoods(body, "test");
    if (!added.ok) throw new Error(JSON.stringify(added.issues));
    const { product, variants: own } = await stored(added.productId);
    expect([product.slug, product.publishedAt, own[0]?.unitAmount, own[0]?.onHand]).toEqual([
      "tea-bowl",
      null,
      1850,
      0,
    ]);
    expect(await addGoods({ ...body, sku: "BOWL-2" }, "test")).toMatchObject({
      ...{ ok: false, issues: [{ code: "handle_repeated" }] },
    });
    expect(await addGoods({ ...body, name: "Other" }, "test")).toMatchObject({
      ...{ ok: false, issues: [{ code: "sku_taken" }] },
    });
    expect(await stored(added.productId)).toMatchObject({ variants: [{ sku: "BOWL-1" }] });
  });
});

describe("a count in the desk", () => {
  it("is in the ledger, with its reason and who counted", async () => {
    const { id, sku, variantId } = await mug();
    const { who, email } = await deskStaff(db, "fulfilment");
    const answer = await who.does(() =>
      countRoute(
        new Request(`http://localhost:3000/api/admin/goods/${id}/stock`, {
          method: "POST",
          headers: { origin: "http://localhost:3000", "content-type": "application/json" },
          body: JSON.stringify({ sku, kind: "counted", pieces: "5", note: "two broke" }),
        }),
        { params: Promise.resolve({ productId: id }) },
      ),
    );
    expect(answer.status).toBe(200);
    const [last] = (
      await db
        .select()
        .from(stockMovements)
        .where(eq(stockMovements.variantId, variantId))
        .orderBy(stockMovements.id)
    ).slice(-1);
    expect(last).toMatchObject({
      reason: "count",
      who: email,
      note: "two broke",
      change: -2,
      onHandAfter: 5,
    });
  });
});
