import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { newDraftId, newProductId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { loadCart } from "@/lib/cart/cart.server";
import { addLine } from "@/lib/cart/change.server";
import { cartProblems } from "@/lib/cart/problems";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { cartLines, carts, draftOrders, listings, products } from "@/lib/db/schema";
import { draftValues } from "@/lib/desk/drafts/draft-values.server";
import { findGoodsToSell } from "@/lib/desk/drafts/find-goods.server";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { draftForm } from "@/lib/drafts/draft-form";
import { readOwnGoods } from "@/lib/drafts/own-goods.server";
import { versionOfDraft } from "@/lib/drafts/save-draft.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { testDatabase } from "@/tests/support/database";
import { typedDraft } from "@/tests/support/draft-desk";
import { testStripe } from "@/tests/support/local-stripe";
import { ownLine, ownLineDesk } from "@/tests/support/own-line-desk";
import { cartWith } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { mug, rowOf, fileOf, quoteOf, saved, save, ownRows, ownRow } = await ownLineDesk(db, local);

describe("a line of a draft's own", () => {
  it("is priced beside goods of the catalogue, with its weight and in the currency of the country", async () => {
    const variantId = await mug();
    const quote = await quoteOf(
      await saved({ pieces: [{ variantId, quantity: 1 }], own: [ownLine({ quantity: 2 })] }),
    );
    expect(quote).toMatchObject({ currency: "eur", subtotal: 2000 + 2 * 4550 });
    expect(quote.lines[1]).toMatchObject({
      ...{ productName: "Repair of a teapot", unitAmount: 4550, quantity: 2, grams: 900 },
      ...{ priceId: null, isOwn: true, image: "" },
    });
    expect(quote.lines[0]).not.toHaveProperty("isOwn");
    const inYen = await quoteOf(await saved({ country: "JP", own: [ownLine({ price: "7000" })] }));
    expect(inYen).toMatchObject({ currency: "jpy", subtotal: 7000 });
  });

  it("counts for what staff take off", async () => {
    const quote = await quoteOf(await saved({ reduction: "price", reductionBy: "40" }));
    expect(quote.discountTotal).toBe(550);
  });

  it.each([
    ["draft_own_name", { name: "" }],
    ["draft_own_name", { name: "   " }],
    ["draft_own_name", { name: "x".repeat(1_000) }],
    ["draft_own_price", { price: "" }],
    ["draft_own_price", { price: "0" }],
    ["draft_own_price", { price: "-4" }],
    ["draft_own_price", { price: "4.505" }],
    ["draft_own_price", { price: "999999999" }],
    ["draft_own_price", { price: "100000", quantity: 20 }],
    ["draft_own_price", { price: "1e3" }],
  ] as const)("is refused with %s: %o", async (code, wrong) => {
    const id = newDraftId();
    const form = typedDraft({ own: [ownLine(), ownLine(wrong)] });
    expect(await save(form, id)).toEqual({ ok: false, code });
    expect(await db.select().from(draftOrders).where(eq(draftOrders.id, id))).toEqual([]);
  });

  it("has an amount that its currency can have", () => {
    const amountIn = (code: string, price: string) => {
      const read = readOwnGoods([ownLine({ price })], currency(code));
      return read.ok ? read.goods[0]?.unitAmount : read.code;
    };
    expect(amountIn("jpy", "45.50")).toBe("draft_own_price");
    expect(amountIn("jpy", "4550")).toBe(4550);
    expect(amountIn("kwd", "4.550")).toBe(4550);
    expect(amountIn("eur", "45,5")).toBe(4550);
  });

  it("is sent as the form has it, and other fields are no line", () => {
    const read = (line: unknown) => {
      const { own: _, pieces: __, ...fields } = typedDraft({});
      return draftForm.safeParse({ ...fields, own: JSON.stringify([line]) });
    };
    expect(read({ ...ownLine(), quantity: "2" }).data?.own).toEqual([ownLine({ quantity: 2 })]);
    expect(read({ ...ownLine(), quantity: "0" }).data?.own).toEqual([]);
    for (const wrong of [
      { quantity: "21" },
      { quantity: "1.5" },
      { grams: "-1" },
      { taxCode: "books" },
      { id: "x" },
    ]) {
      expect(read({ ...ownLine(), quantity: "1", ...wrong }).success).toBe(false);
    }
    expect(draftForm.safeParse({ ...typedDraft({}), pieces: {}, own: "{" }).success).toBe(false);
  });

  it("counts among the lines that an order may have", async () => {
    const many = Array.from({ length: 51 }, () => ownLine());
    expect(await save({ own: many })).toEqual({
      ok: false,
      code: "draft_too_many",
    });
  });

  it("is replaced by the next save, and what the log keeps names no words", async () => {
    const id = await saved({ own: [ownLine(), ownLine({ name: "Engraving", price: "8", quantity: 3 })] });
    const seen = versionOfDraft(await rowOf(id));
    const again = await save({ seen, own: [ownLine({ price: "50" })] }, id);
    expect(again).toMatchObject({
      before: { own: ["1 × 45.50 EUR", "3 × 8.00 EUR"], pieces: {} },
      after: { own: ["1 × 50.00 EUR"] },
    });
    expect((await ownRows(id)).map(({ variant }) => variant.unitAmount)).toEqual([5000]);
    const withoutOwn = typedDraft({
      seen: versionOfDraft(await rowOf(id)),
      own: [],
      pieces: [{ variantId: await mug(), quantity: 1 }],
    });
    expect(await save(withoutOwn, id)).toMatchObject({ ok: true });
    expect(await ownRows(id)).toEqual([]);
  });

  it("is in the form again, and a copy of the draft has one of its own", async () => {
    const id = await saved({ own: [ownLine({ taxCode: "txcd_20030000" })] });
    const values = await draftValues(await fileOf(id), "en");
    expect(values).toMatchObject({ lines: [], own: [ownLine({ taxCode: "txcd_20030000" })] });
    const copy = await saved({ own: values.own });
    expect((await ownRow(copy)).variant.id).not.toBe((await ownRow(id)).variant.id);
    expect((await quoteOf(copy)).lines[0]?.stripe?.taxCode).toBe("txcd_20030000");
  });
});

describe("goods of one draft alone", () => {
  it("are sold by no other cart, neither a shopper's nor a draft's", async () => {
    const { variant } = await ownRow(await saved());
    const cartId = await cartWith(db, [[await mug(), 1]]);
    expect(
      await addLine(db, { id: cartId, country: "FR" }, { variantId: variant.id, quantity: 1 }),
    ).toMatchObject({ ok: false, code: "unavailable" });
    const pieces = [{ variantId: variant.id, quantity: 1 }];
    expect(await save({ own: [], pieces })).toEqual({
      ok: false,
      code: "draft_goods_gone",
    });
    // Not even a cart that has such a line already, whoever put it there.
    await db.insert(cartLines).values({ cartId, variantId: variant.id, quantity: 1, seenUnitAmount: 4550 });
    const cart = await loadCart(db, cartId);
    expect(cart?.lines.map(({ isOwn, isForSale }) => [isOwn, isForSale])).toContainEqual([true, false]);
    expect(cart && cartProblems(cart)).toContainEqual({ code: "unavailable", variantId: variant.id });
  });

  it("leave no gap in the list of goods, however many there are", async () => {
    const { goods: before } = await listGoods(readGoodsFilter({}));
    const { cartId } = await rowOf(await saved());
    const [row] = await db.select().from(products).where(eq(products.onlyInCart, cartId));
    if (!row) throw new Error("no line of its own");
    await db.insert(products).values(
      Array.from({ length: 2_100 }, (_, place) => ({
        ...row,
        ...{ id: newProductId(), slug: `00-own-${place}` },
      })),
    );
    const { goods } = await listGoods(readGoodsFilter({}));
    expect(goods.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(goods.length).toBeGreaterThan(0);
  });

  it("are in no list, search, table, export or sync, whatever is asked", async () => {
    const { product, variant } = await ownRow(await saved({ own: [ownLine({ name: "Zzyzx engraving" })] }));
    for (const asked of [
      {},
      { q: "Zzyzx" },
      { q: variant.sku },
      { state: "off" },
      { q: variant.sku, state: "off" },
    ]) {
      const { goods } = await listGoods(readGoodsFilter(asked));
      expect(goods.map(({ id }) => id)).not.toContain(product.id);
    }
    expect(await findGoodsToSell("Zzyzx", "en")).toEqual([]);
    expect(await db.select().from(listings).where(eq(listings.productId, product.id))).toEqual([]);
    expect(await loadProduct(db, product.id)).toBeNull();
    let exported = "";
    for await (const part of exportJson(db)) exported += part;
    expect(exported).not.toContain(variant.sku);
    await syncCatalog(db, stripe);
    expect((await stripe.products.search({ query: `metadata['slug']:'${product.slug}'` })).data).toEqual([]);
    expect((await ownRows(await saved()))[0]?.product.stripeProductId).toBeNull();
  });

  it("go with their draft's cart when nobody ordered them", async () => {
    const id = await saved();
    const { cartId } = await rowOf(id);
    const { product } = await ownRow(id);
    const { leases } = await import("@/lib/db/schema");
    const before = new Date(Date.now() - 101 * 86_400_000);
    await db.update(draftOrders).set({ updatedAt: before }).where(eq(draftOrders.id, id));
    await db.update(carts).set({ updatedAt: before }).where(eq(carts.id, cartId));
    await db.delete(leases);
    expect(await deleteOldRows()).toMatchObject({ drafts: 1, carts: 1, ownVariants: 1, ownProducts: 1 });
    expect(await db.select().from(products).where(eq(products.id, product.id))).toEqual([]);
  });
});
