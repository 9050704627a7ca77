import { describe, expect, it, vi } from "vitest";
import { dayIn } from "@/lib/base/time-zone";
import { draftValues, valuesOfOrder } from "@/lib/desk/drafts/draft-values.server";
import { overviewCsv } from "@/lib/desk/overview/overview-csv.server";
import { readBestGoods } from "@/lib/desk/overview/read-bests.server";
import { askedRange, shopClock } from "@/lib/desk/overview/read-overview.server";
import { ordersToPick } from "@/lib/desk/picking/choose-orders.server";
import { readPickList } from "@/lib/desk/picking/read-pick-list.server";
import { printOrders } from "@/lib/documents/print.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { foldSums } from "@/lib/sums/fold-sums.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { ownLine, ownLineDesk } from "@/tests/support/own-line-desk";
import { readPdf } from "@/tests/support/pdf-text";
import { wish } from "@/tests/support/refund-desk";
import { setSettings } from "@/tests/support/settings";
import { onHand, shopperOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { mailDir, mug, fileOf, quoteOf, saved, begun, checkout, paid, orderOf, drainWhole, ownRow } =
  await ownLineDesk(db, local);

describe("an order with a line of its own", () => {
  it("is charged by Stripe under the words that were agreed on, with the tax code that was chosen", async () => {
    const id = await saved({
      pieces: [{ variantId: await mug(), quantity: 1 }],
      own: [ownLine({ taxCode: "txcd_20030000" })],
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
    const first = await checkout(orderId);
    if (!first.ok) throw new Error(first.code);
    await stripe.checkout.sessions.expire(first.session.id);
    await settleOrder(orderId);
    expect(await checkout(orderId)).toMatchObject({ ok: true });
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
      ...{ lines: [{ variantId, quantity: 2 }], own: [ownLine()] },
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
    const id = await saved({ own: [ownLine({ name: "Rivets, 400 of them", price: "900" })] });
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
  const work = ownLine({
    name: "Repair at the shopper's",
    price: "40.00",
    grams: "5000",
    needsNoSending: true,
  });
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
    const dear = ownLine({ name: "Work", price: "900.00", grams: "30000", needsNoSending: true });
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
