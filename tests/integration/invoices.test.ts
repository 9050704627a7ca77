import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { formatMoney } from "@/lib/base/money";
import { documentSeries, orderDocuments, orders, refunds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { issueDocuments } from "@/lib/documents/issue.server";
import { lockNumbers } from "@/lib/documents/next-number.server";
import { printOrders } from "@/lib/documents/print.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { readPdf } from "@/tests/support/pdf-text";
import { wish } from "@/tests/support/refund-desk";
import { setSettings } from "@/tests/support/settings";

const { db, kind } = await testDatabase();
const local = await testStripe();
const { placed, paid, orderOf, deliver } = orderShop(db, local);

beforeEach(async () => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
  await db.delete(orderDocuments);
  await db.delete(documentSeries);
});

const sends = (number: string) =>
  markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });

const issuedFor = async (orderId: Awaited<ReturnType<typeof paid>>["orderId"]) => {
  const issued = await issueDocuments(orderId);
  if (!issued.ok) throw new Error(issued.code);
  return issued.documents;
};

const year = new Date().getFullYear();
const nth = (count: number, prefix = "") => `${prefix}${year}-${String(count).padStart(6, "0")}`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => nth(index + 1));

const allNumbers = async () =>
  (await db.select({ number: orderDocuments.number }).from(orderDocuments))
    .map(({ number }) => number)
    .sort();

async function printedPages(number: string, kind: "slip" | "invoice"): Promise<string[][]> {
  const printed = await printOrders([number], kind);
  if (!printed.ok) throw new Error(printed.code);
  return readPdf(printed.pdf).map(({ text }) => text.split("\n"));
}

async function printedText(number: string): Promise<string> {
  const printed = await printOrders([number], "invoice");
  if (!printed.ok) throw new Error(printed.code);
  return readPdf(printed.pdf)
    .map(({ text }) => text)
    .join("\n");
}

describe("an invoice", () => {
  it("is issued once the order is sent, and is the order to the cent", async () => {
    const { orderId, number } = await paid({ quantity: 2 });
    await drainOutbox();
    expect(await allNumbers()).toEqual([]);
    await sends(number);
    await drainOutbox();
    const [invoice, ...more] = await db
      .select()
      .from(orderDocuments)
      .where(eq(orderDocuments.orderId, orderId));
    expect(more).toEqual([]);
    const order = await orderOf(orderId);
    expect(invoice).toMatchObject({
      number: nth(1),
      contents: { total: order.total, subtotal: order.subtotal, orderNumber: number },
    });
    for (const kind of ["invoice", "slip"] as const) {
      const printed = await printOrders([number], kind);
      const [page] = printed.ok ? readPdf(printed.pdf) : [];
      expect(page?.text).toContain("€44.90");
    }
  });

  it("and the packing slip do not differ: the same goods, pieces less what was given back, and total", async () => {
    const whole = await paid({ quantity: 3 });
    const part = await paid({ quantity: 3 });
    await refundOrder(part.number, wish({ lines: [{ variantId: part.mug, quantity: 1 }] }));
    for (const [{ number, orderId }, given] of [
      [whole, 0],
      [part, 1],
    ] as const) {
      const [slip] = await printedPages(number, "slip");
      const [invoice, credit] = await printedPages(number, "invoice");
      const { quote, total } = await orderOf(orderId);
      const amount = formatMoney(total, quote.currency, "en");
      const [line] = quote.lines;
      for (const paper of [slip, invoice]) {
        expect(paper?.join("")).toContain(line?.sku);
        expect(paper).toEqual(expect.arrayContaining(["Mug — Colour 0", amount]));
      }
      expect(slip).toEqual(expect.arrayContaining([`${3 - given} ×`]));
      expect(invoice).toContain("3");
      expect(credit?.includes("1") ?? false).toBe(given === 1);
    }
  });

  it("is issued when it is asked for, once, and says the same for good", async () => {
    const { orderId, number } = await paid();
    const before = await printedText(number);
    expect(before).toContain("€24.90");
    await db
      .update(orders)
      .set({ customerName: "Another", shippingAddress: null })
      .where(eq(orders.id, orderId));
    await sends(number);
    await drainOutbox();
    expect(await printedText(number)).toBe(before);
    expect(await allNumbers()).toEqual([nth(1)]);
  });

  it("is not issued for what was not sold", async () => {
    const open = await placed();
    expect(await printOrders([open.number], "invoice")).toMatchObject({
      code: "not_invoiceable",
      status: "open",
    });
    expect(await printOrders([open.number], "slip")).toMatchObject({ code: "not_paid" });
    expect(await printOrders(["NONE-NONE"], "slip")).toMatchObject({ code: "unknown_order" });
    expect(await printOrders([open.number, "NONE-NONE"], "slip", "print")).toMatchObject({
      code: "not_paid",
    });
    const sold = await paid();
    const several = await printOrders([open.number, sold.number, "NONE-NONE"], "slip", "print");
    expect(several).toMatchObject({
      numbers: [sold.number],
      left: [
        { order: open.number, code: "not_paid" },
        { order: "NONE-NONE", code: "unknown_order" },
      ],
    });
    const back = await paid();
    await refundOrder(back.number, wish());
    expect(await issueDocuments(back.orderId)).toMatchObject({ code: "not_invoiceable", status: "refunded" });
    expect(await allNumbers()).toEqual([]);
  });

  it("lists the tax by rate, as Stripe does", async () => {
    await setSettings({ STRIPE_TAX: true });
    const { orderId, number } = await paid();
    await setSettings({ STRIPE_TAX: false });
    const order = await orderOf(orderId);
    const [invoice] = await issuedFor(orderId);
    expect(order.taxTotal).toBeGreaterThan(0);
    expect(invoice?.contents.tax.parts).toMatchObject([{ name: "VAT", percent: 20, amount: order.taxTotal }]);
    expect(await printedText(number)).toContain("VAT 20%");
  });
});

describe("a credit note", () => {
  it("follows each refund of an order with an invoice, on numbers of its own", async () => {
    const { orderId, number, mug } = await paid({ quantity: 2 });
    await sends(number);
    await refundOrder(number, wish({ lines: [{ variantId: mug, quantity: 1 }] }));
    await drainOutbox();
    await refundOrder(number, wish());
    await drainOutbox();
    await deliver(orderId);
    await settleOrder(orderId);
    await drainOutbox();
    expect(await allNumbers()).toEqual([nth(1), nth(1, "C-"), nth(2, "C-")]);
    const [, first, second] = await issuedFor(orderId);
    expect(first?.contents).toMatchObject({
      kind: "credit_note",
      invoice: { number: nth(1) },
      lines: [{ quantity: 1, amount: 2000 }],
      total: 2000,
    });
    expect(second?.contents.total).toBe(2490);
    expect(await printedText(number)).toContain("Credit note");
  });

  it("is taken back when its refund fails later", async () => {
    const { orderId, number } = await paid({ card: "4000000000005126" });
    await issuedFor(orderId);
    await refundOrder(number, wish());
    await drainOutbox();
    const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
    await local.control(`/refunds/${refund?.stripeId}/end`, { status: "failed" });
    await deliver(orderId);
    await drainOutbox();
    const documents = await db.select().from(orderDocuments).where(eq(orderDocuments.orderId, orderId));
    expect(documents.map(({ kind, number }) => [kind, number])).toEqual(
      expect.arrayContaining([
        ["credit_note", nth(1, "C-")],
        ["credit_reversal", nth(2, "C-")],
      ]),
    );
    expect(await printedText(number)).toContain(`Credit note ${nth(1, "C-")} no longer holds`);
  });
});

describe.runIf(kind === "postgres")("numbers", () => {
  it("of fifty transactions at once, of which some are rolled back, are 1 to the last without gap or double", async () => {
    const given = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        inTransaction(db, async (tx) => {
          const { next } = await lockNumbers(tx);
          const number = await next("invoice");
          if (index % 5 === 0) throw new Error("rolled back");
          return number;
        }),
      ),
    );
    const kept = given.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(kept.sort()).toEqual(upTo(40));
  });

  it("of orders that are asked for twice at once are one each", async () => {
    const sold = await Promise.all(Array.from({ length: 4 }, () => paid()));
    await Promise.all([...sold, ...sold].map(({ orderId }) => issueDocuments(orderId)));
    expect(await allNumbers()).toEqual(upTo(4));
  });
});
