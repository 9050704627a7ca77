import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type DraftId,
  newDraftId,
  newProductId,
  type OrderId,
  type StaffId,
  type VariantId,
} from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { dayIn } from "@/lib/base/time-zone";
import { loadCart } from "@/lib/cart/cart.server";
import { addLine } from "@/lib/cart/change.server";
import { cartProblems } from "@/lib/cart/problems";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { env } from "@/lib/config/env";
import { cartLines, carts, draftOrders, listings, orders, products, variants } from "@/lib/db/schema";
import { draftValues, valuesOfOrder } from "@/lib/desk/drafts/draft-values.server";
import { findGoodsToSell } from "@/lib/desk/drafts/find-goods.server";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { overviewCsv } from "@/lib/desk/overview/overview-csv.server";
import { readBestGoods } from "@/lib/desk/overview/read-bests.server";
import { askedRange, shopClock } from "@/lib/desk/overview/read-overview.server";
import { ordersToPick } from "@/lib/desk/picking/choose-orders.server";
import { readPickList } from "@/lib/desk/picking/read-pick-list.server";
import { printOrders } from "@/lib/documents/print.server";
import { draftForm, type TypedDraft, type TypedOwnLine } from "@/lib/drafts/draft-form";
import { beginRequest, readRequest } from "@/lib/drafts/open-request.server";
import { readOwnGoods } from "@/lib/drafts/own-goods.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { requestLinkPath } from "@/lib/drafts/request-link";
import { saveDraft, versionOfDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { foldSums } from "@/lib/sums/fold-sums.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { readPdf } from "@/tests/support/pdf-text";
import { wish } from "@/tests/support/refund-desk";
import { setSettings } from "@/tests/support/settings";
import { cartWith, onHand, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

let staffId: StaffId;
beforeAll(async () => {
  staffId = (await deskStaff(db, "support")).id;
});

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const own = (given: Partial<TypedOwnLine> = {}): TypedOwnLine => ({
  ...{ name: "Repair of a teapot", price: "45.50", quantity: 1, grams: "900", taxCode: "" },
  ...given,
});

const typed = (given: Partial<TypedDraft>): TypedDraft => ({
  ...{ seen: "", email: "ada@example.com", language: "en", country: "FR", delivery: "", codes: "" },
  ...{ reduction: "none", reductionBy: "", note: "", pieces: [], own: [own()] },
  ...given,
});

const rowOf = async (id: DraftId) => {
  const [row] = await db.select().from(draftOrders).where(eq(draftOrders.id, id));
  if (!row) throw new Error("no draft");
  return row;
};

async function saved(given: Partial<TypedDraft> = {}, id = newDraftId()): Promise<DraftId> {
  expect(await saveDraft(db, id, typed(given), staffId)).toMatchObject({ ok: true });
  return id;
}

const fileOf = async (id: DraftId) => {
  const file = await readDraft(id, "en");
  if (!file) throw new Error("no draft");
  return file;
};

const quoteOf = async (id: DraftId) => {
  const { quoted } = await fileOf(id);
  if (!quoted.ok) throw new Error(quoted.code);
  return quoted.quote;
};

const ownRows = async (id: DraftId) =>
  db
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(eq(products.onlyInCart, (await rowOf(id)).cartId))
    .orderBy(products.position);

async function ownRow(id: DraftId) {
  const [row] = await ownRows(id);
  if (!row) throw new Error("no line of its own");
  return row;
}

async function mug(stock = 10): Promise<VariantId> {
  const [id] = await stockedVariants(db, stripe, [stock]);
  if (!id) throw new Error("no variant");
  return id;
}

async function begun(id: DraftId): Promise<OrderId> {
  const seen = versionOfDraft(await rowOf(id));
  expect(await sendDraft(db, id, { seen, byEmail: false })).toMatchObject({ ok: true });
  const key =
    new URL(requestLinkPath(id, "en", env().CART_SECRET), "http://shop").searchParams.get("key") ?? "";
  const agreement = (await readRequest(id, key, "en"))?.agreement ?? "";
  const result = await beginRequest(id, { key, agreement, locale: "en", from: null });
  if (!result.ok) throw new Error(result.code);
  return result.orderId;
}

const start = (orderId: OrderId) =>
  startSession({
    surface: "embedded",
    shopper: { ...shopperOf(null), openedOrders: [orderId] },
    locale: "en",
    orderId,
  });

const orderOf = async (orderId: OrderId) => {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error("no order");
  return order;
};

async function paid(id: DraftId) {
  const orderId = await begun(id);
  const started = await start(orderId);
  if (!started.ok) throw new Error(started.code);
  await local.payByCard(started.clientSecret);
  expect(await settleOrder(orderId)).toBe("paid");
  return { orderId, number: (await orderOf(orderId)).number, session: started.session.id };
}

async function drainWhole() {
  while ((await drainOutbox()) > 0);
}

describe("a line of a draft's own", () => {
  it("is priced beside goods of the catalogue, with its weight and in the currency of the country", async () => {
    const variantId = await mug();
    const quote = await quoteOf(
      await saved({ pieces: [{ variantId, quantity: 1 }], own: [own({ quantity: 2 })] }),
    );
    expect(quote).toMatchObject({ currency: "eur", subtotal: 2000 + 2 * 4550 });
    expect(quote.lines[1]).toMatchObject({
      ...{ productName: "Repair of a teapot", unitAmount: 4550, quantity: 2, grams: 900 },
      ...{ priceId: null, isOwn: true, image: "" },
    });
    expect(quote.lines[0]).not.toHaveProperty("isOwn");
    const inYen = await quoteOf(await saved({ country: "JP", own: [own({ price: "7000" })] }));
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
    const form = typed({ own: [own(), own(wrong)] });
    expect(await saveDraft(db, id, form, staffId)).toEqual({ ok: false, code });
    expect(await db.select().from(draftOrders).where(eq(draftOrders.id, id))).toEqual([]);
  });

  it("has an amount that its currency can have", () => {
    const amountIn = (code: string, price: string) => {
      const read = readOwnGoods([own({ price })], currency(code));
      return read.ok ? read.goods[0]?.unitAmount : read.code;
    };
    expect(amountIn("jpy", "45.50")).toBe("draft_own_price");
    expect(amountIn("jpy", "4550")).toBe(4550);
    expect(amountIn("kwd", "4.550")).toBe(4550);
    expect(amountIn("eur", "45,5")).toBe(4550);
  });

  it("is sent as the form has it, and other fields are no line", () => {
    const read = (line: unknown) => {
      const { own: _, pieces: __, ...fields } = typed({});
      return draftForm.safeParse({ ...fields, own: JSON.stringify([line]) });
    };
    expect(read({ ...own(), quantity: "2" }).data?.own).toEqual([own({ quantity: 2 })]);
    expect(read({ ...own(), quantity: "0" }).data?.own).toEqual([]);
    for (const wrong of [
      { quantity: "21" },
      { quantity: "1.5" },
      { grams: "-1" },
      { taxCode: "books" },
      { id: "x" },
    ]) {
      expect(read({ ...own(), quantity: "1", ...wrong }).success).toBe(false);
    }
    expect(draftForm.safeParse({ ...typed({}), pieces: {}, own: "{" }).success).toBe(false);
  });

  it("counts among the lines that an order may have", async () => {
    const many = Array.from({ length: 51 }, () => own());
    expect(await saveDraft(db, newDraftId(), typed({ own: many }), staffId)).toEqual({
      ok: false,
      code: "draft_too_many",
    });
  });

  it("is replaced by the next save, and what the log keeps names no words", async () => {
    const id = await saved({ own: [own(), own({ name: "Engraving", price: "8", quantity: 3 })] });
    const seen = versionOfDraft(await rowOf(id));
    const again = await saveDraft(db, id, typed({ seen, own: [own({ price: "50" })] }), staffId);
    expect(again).toMatchObject({
      before: { own: ["1 × 45.50 EUR", "3 × 8.00 EUR"], pieces: {} },
      after: { own: ["1 × 50.00 EUR"] },
    });
    expect((await ownRows(id)).map(({ variant }) => variant.unitAmount)).toEqual([5000]);
    const withoutOwn = typed({
      seen: versionOfDraft(await rowOf(id)),
      own: [],
      pieces: [{ variantId: await mug(), quantity: 1 }],
    });
    expect(await saveDraft(db, id, withoutOwn, staffId)).toMatchObject({ ok: true });
    expect(await ownRows(id)).toEqual([]);
  });

  it("is in the form again, and a copy of the draft has one of its own", async () => {
    const id = await saved({ own: [own({ taxCode: "txcd_20030000" })] });
    const values = await draftValues(await fileOf(id), "en");
    expect(values).toMatchObject({ lines: [], own: [own({ taxCode: "txcd_20030000" })] });
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
    expect(await saveDraft(db, newDraftId(), typed({ own: [], pieces }), staffId)).toEqual({
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
    const { product, variant } = await ownRow(await saved({ own: [own({ name: "Zzyzx engraving" })] }));
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

describe("an order with a line of its own", () => {
  it("is charged by Stripe under the words that were agreed on, with the tax code that was chosen", async () => {
    const id = await saved({
      pieces: [{ variantId: await mug(), quantity: 1 }],
      own: [own({ taxCode: "txcd_20030000" })],
    });
    const { session, orderId } = await paid(id);
    const { data } = await stripe.checkout.sessions.listLineItems(session, {
      expand: ["data.price.product"],
    });
    expect(data.map(({ description, amount_total }) => [description, amount_total])).toContainEqual([
      "Repair of a teapot",
      4550,
    ]);
    expect(JSON.stringify(data)).toContain("txcd_20030000");
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it.each(["embedded", "elements"] as const)("is paid on %s", async (surface) => {
    await setSettings({ CHECKOUT_SURFACE: surface });
    try {
      const orderId = await begun(await saved());
      expect((await orderOf(orderId)).surface).toBe(surface);
      const shopper = { ...shopperOf(null), openedOrders: [orderId] };
      const started = await startSession({ surface, shopper, locale: "en", orderId });
      if (!started.ok) throw new Error(started.code);
      await local.payByCard(started.clientSecret);
      expect(await settleOrder(orderId)).toBe("paid");
    } finally {
      await setSettings({ CHECKOUT_SURFACE: "embedded" });
    }
  });

  it("can be begun again after its checkout has run out", async () => {
    const orderId = await begun(await saved());
    const first = await start(orderId);
    if (!first.ok) throw new Error(first.code);
    await stripe.checkout.sessions.expire(first.session.id);
    await settleOrder(orderId);
    expect(await start(orderId)).toMatchObject({ ok: true });
  });

  it("has it on the shopper's page without a link, in the e-mail, on slip and invoice", async () => {
    const { orderId, number } = await paid(await saved({ email: "bea@example.com" }));
    const view = await getOwnOrder(orderId, { ...shopperOf(null), openedOrders: [orderId] });
    expect(view?.lines).toMatchObject([{ name: "Repair of a teapot", productSlug: null, total: 4550 }]);
    for (const kind of ["slip", "invoice"] as const) {
      const printed = await printOrders([number], kind);
      if (!printed.ok) throw new Error(printed.code);
      const text = readPdf(printed.pdf)
        .map((page) => page.text)
        .join("\n");
      expect(text).toContain("Repair of a teapot");
      if (kind === "invoice") expect(text).toContain("€45.50");
    }
    await drainWhole();
    const mails = (await listFiledMail(mailDir)).map((mail) => JSON.stringify(mail));
    const confirmed = mails.find((mail) => mail.includes(number));
    expect(confirmed).toContain("Repair of a teapot");
    expect(confirmed).not.toMatch(/<img[^>]+src=\\"https?:\/\/[^/"]+\/?\\"/);
  });

  it("is refunded by that line alone, and sent with what is left", async () => {
    const variantId = await mug(5);
    const id = await saved({ pieces: [{ variantId, quantity: 1 }] });
    const { orderId, number } = await paid(id);
    const { variant } = await ownRow(id);
    expect(await onHand(db, variantId)).toBe(4);
    expect(await onHand(db, variant.id)).toBe(0);
    const lines = [{ variantId: variant.id, quantity: 1 }];
    expect(await refundOrder(number, wish({ lines, restock: lines }))).toMatchObject({
      ok: true,
      amount: 4550,
    });
    expect(await onHand(db, variant.id)).toBe(1);
    const shipped = await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });
    expect(shipped).toMatchObject({ ok: true });
    expect((await orderOf(orderId)).status).toBe("shipped");
  });

  it("is replaced with the rest of the order by a draft of the same goods, for nothing but the delivery", async () => {
    const variantId = await mug();
    const { number } = await paid(await saved({ pieces: [{ variantId, quantity: 2 }] }));
    const values = await valuesOfOrder(number, "en");
    expect(values).toMatchObject({
      ...{ email: "ada@example.com", country: "FR", reduction: "percent", reductionBy: "100" },
      ...{ lines: [{ variantId, quantity: 2 }], own: [own()] },
    });
    const again = await saved({
      ...{ pieces: [{ variantId, quantity: 2 }], own: values?.own ?? [] },
      ...{ reduction: "percent", reductionBy: "100" },
    });
    const { total, shippingTotal, discountTotal } = await quoteOf(again);
    expect([total, discountTotal]).toEqual([shippingTotal, 2 * 2000 + 4550]);
    expect(await valuesOfOrder("NONE-NONE", "en")).toBeNull();
  });

  it("is in what was sold, by its words, with no page behind it", async () => {
    const id = await saved({ own: [own({ name: "Rivets, 400 of them", price: "900" })] });
    await paid(id);
    await foldSums();
    const clock = shopClock();
    const day = dayIn(clock.at, clock.zone);
    const { range } = askedRange(new URLSearchParams({ from: day, to: day }), clock);
    const { goods } = await readBestGoods(range, clock);
    expect(goods[0]).toMatchObject({
      ...{ pieces: 1, amount: 90_000, sku: (await ownRow(id)).variant.sku },
      product: { id: null, name: { en: "Rivets, 400 of them" } },
    });
    expect(await overviewCsv("goods", range, clock)).toContain('"Rivets, 400 of them"');
  });
});

describe("a line that needs no sending", () => {
  const work = own({ name: "Repair at the shopper's", price: "40.00", grams: "5000", needsNoSending: true });
  const doneWith = (number: string) => markShipped(db, number, { kind: "done" });

  it("alone costs no delivery, is in no parcel and no list, and is done by one button", async () => {
    const id = await saved({ own: [work], delivery: "standard" });
    expect(await quoteOf(id)).toMatchObject({
      shippingRates: [{ speed: "nothing-to-send", name: "Nothing to send", amount: 0 }],
      ...{ shippingTotal: 0, total: 4000, lines: [{ grams: 0, needsNoSending: true }] },
    });
    const { orderId, number } = await paid(id);
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ total: 4000, shippingOption: "nothing-to-send" });
    expect(await ordersToPick(100)).not.toContain(number);
    expect((await readPickList([number], "en")).leftOut).toEqual([{ number, why: "nothing_left" }]);
    expect(await printOrders([number], "slip")).toMatchObject({ ok: false, code: "nothing_to_pack" });
    expect(await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null })).toEqual({
      ...{ ok: false, code: "nothing_left" },
    });

    expect(await doneWith(number)).toEqual({ ok: true });
    expect(await doneWith(number)).toEqual({ ok: false, code: "already_shipped" });
    await drainWhole();
    const mails = (await listFiledMail(mailDir)).filter(({ subject }) => subject.includes(number));
    expect(mails.filter(({ to }) => to === "ada@example.com")).toHaveLength(1);
    expect(
      (await getOwnOrder(orderId, { ...shopperOf(null), openedOrders: [orderId] }))?.timeline.at(-1),
    ).toMatchObject({
      detail: { code: "done" },
    });
    const lines = (await orderOf(orderId)).quote.lines.map(({ variantId, quantity }) => ({
      variantId,
      quantity,
    }));
    expect(await refundOrder(number, wish({ lines }))).toMatchObject({
      ok: true,
      amount: 4000,
      order: "refunded",
    });
  });

  it("beside goods leaves them alone in the parcel, and counts neither for weight nor for worth", async () => {
    const variantId = await mug();
    const goods = { pieces: [{ variantId, quantity: 1 }] };
    const alone = await quoteOf(await saved({ ...goods, own: [] }));
    const dear = own({ name: "Work", price: "900.00", grams: "30000", needsNoSending: true });
    const id = await saved({ ...goods, own: [dear] });
    expect((await quoteOf(id)).shippingRates).toEqual(alone.shippingRates);
    const { orderId, number } = await paid(id);
    expect(await doneWith(number)).toEqual({ ok: false, code: "more_left" });
    const { orders: packed } = await readPickList([number], "en");
    expect(packed).toMatchObject([{ number, lines: [{ variantId, quantity: 1 }] }]);
    expect(await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null })).toEqual({
      ok: true,
    });
    expect((await orderOf(orderId)).status).toBe("shipped");
  });

  it("is left to be done when the goods beside it were given back", async () => {
    const variantId = await mug();
    const { orderId, number } = await paid(
      await saved({ pieces: [{ variantId, quantity: 1 }], own: [work] }),
    );
    await refundOrder(number, wish({ lines: [{ variantId, quantity: 1 }] }));
    expect((await orderOf(orderId)).status).toBe("partially_refunded");
    expect(await doneWith(number)).toEqual({ ok: true });
    expect((await orderOf(orderId)).status).toBe("shipped");
  });

  it("is no way to end an order of goods", async () => {
    const { number } = await paid(await saved());
    expect(await doneWith(number)).toEqual({ ok: false, code: "more_left" });
  });

  it("stays so in the draft's form, in a copy, and when an order is sent once more", async () => {
    const id = await saved({ own: [work] });
    expect((await draftValues(await fileOf(id), "en")).own).toMatchObject([{ needsNoSending: true }]);
    const { number } = await paid(id);
    expect((await valuesOfOrder(number, "en"))?.own).toMatchObject([{ needsNoSending: true }]);
  });
});
