import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { orders, outboxJobs, parcels } from "@/lib/db/schema";
import { labelRows } from "@/lib/desk/sending/label-rows.server";
import { sendTracked } from "@/lib/desk/sending/send-tracked.server";
import { readTracking } from "@/lib/desk/sending/tracking-rows";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const { paid, placed, orderOf } = orderShop(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

async function rows(pageSize?: number): Promise<Record<string, string>[]> {
  let text = "";
  for await (const part of labelRows(null, pageSize)) text += part;
  return parse(text, { columns: true });
}

const rowOf = async (number: string) => (await rows()).find((row) => row.Order === number);

async function tracked(csv: string) {
  const read = readTracking(csv);
  if (!read.ok) throw new Error(read.code);
  return sendTracked(read.rows, "en");
}

describe("the file for a carrier's program", () => {
  it("has where an order goes, what it weighs, is worth and contains", async () => {
    const { orderId, number } = await paid({ quantity: 2 });
    const { quote } = await orderOf(orderId);
    await db
      .update(orders)
      .set({
        ...{ shippingName: "Ada Lovelace", email: "ada@example.com" },
        shippingAddress: {
          ...{ line1: "1 rue de la Paix", line2: "2e étage", city: "Paris", state: null },
          ...{ postalCode: "75002", country: "FR" },
        },
        quote: { ...quote, lines: quote.lines.map((line) => ({ ...line, grams: 350 })) },
      })
      .where(eq(orders.id, orderId));
    expect(await rowOf(number)).toMatchObject({
      ...{ Name: "Ada Lovelace", "Address 1": "1 rue de la Paix", "Address 2": "2e étage", City: "Paris" },
      ...{ "Postal code": "75002", Country: "FR", "E-mail": "ada@example.com", Pieces: "2" },
      ...{ "Weight in grams": "700", Value: "40.00", Currency: "EUR" },
      SKUs: `2 x ${quote.lines[0]?.sku}`,
    });
  });

  it("has nothing for a weight that is not known, and runs no formula", async () => {
    const { orderId, number } = await paid();
    await db.update(orders).set({ shippingName: "=1+1" }).where(eq(orders.id, orderId));
    expect(await rowOf(number)).toMatchObject({ "Weight in grams": "", Name: "'=1+1" });
  });

  it("has only what is paid and left to be sent", async () => {
    const half = await paid({ quantity: 3 });
    const [line] = (await orderOf(half.orderId)).quote.lines;
    const lines = [{ sku: line?.sku ?? "", quantity: 2 }];
    await markShipped(db, half.number, { kind: "shipped", carrier: null, trackingNumber: null, lines });
    const gone = await paid();
    await markShipped(db, gone.number, { kind: "shipped", carrier: null, trackingNumber: null });
    const open = await placed();
    const numbers = (await rows()).map(({ Order }) => Order);
    expect(await rowOf(half.number)).toMatchObject({ Pieces: "1", Value: "20.00" });
    expect(numbers).not.toContain(gone.number);
    expect(numbers).not.toContain(open.number);
  });

  it("has each order once, however long its pages are", async () => {
    for (let index = 0; index < 3; index += 1) await paid();
    const numbers = (await rows(2)).map(({ Order }) => Order);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual((await rows()).map(({ Order }) => Order));
  });
});

describe("a file of tracking numbers", () => {
  it("sends each order by itself, and says of each row what came of it", async () => {
    const [one, two, open] = [await paid(), await paid(), await placed()];
    const csv = [
      "Tracking number;Reference;Carrier",
      `JD01;${one.number.toLowerCase()};DHL`,
      `JD02;${open.number};DHL`,
      `;${two.number};DHL`,
      "JD04;NONE-NONE;DHL",
      `JD05;${one.number};DHL`,
    ].join("\n");
    const result = await tracked(csv);
    expect(result.map((row) => [row.line, row.order, row.sent || row.code])).toEqual([
      [2, one.number, true],
      [3, open.number, "not_ready"],
      [4, two.number, "no_tracking"],
      [5, "NONE-NONE", "unknown_order"],
      [6, one.number, "already_shipped"],
    ]);
    expect(await db.select().from(parcels).where(eq(parcels.orderId, one.orderId))).toMatchObject([
      { carrier: "DHL", trackingNumber: "JD01" },
    ]);
    const mails = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, one.orderId));
    expect(mails.filter(({ effect }) => effect === "email.order_shipped")).toHaveLength(1);
    expect((await orderOf(two.orderId)).status).toBe("paid");
  });

  it("takes a link, and refuses one that may not be shown", async () => {
    const [one, two] = [await paid(), await paid()];
    const csv = `order,tracking,link\n${one.number},1,https://track.example/1\n${two.number},2,http://track.example/2`;
    expect((await tracked(csv)).map((row) => row.sent || row.code)).toEqual([true, "wrong_link"]);
  });

  it.each([
    ['Order,Tracking\n"A,1', "csv_malformed"],
    ["Name,Tracking\nAda,1", "csv_columns"],
    ["", "csv_columns"],
    ["Order,Tracking\n", "csv_empty"],
    [`Order,Tracking\n${"A,1\n".repeat(501)}`, "csv_too_long"],
  ])("that can't be read is refused whole: %#", (text, code) => {
    expect(readTracking(text)).toEqual({ ok: false, code });
  });

  it("may be the file of the labels with a column added", async () => {
    const { number } = await paid();
    let text = "";
    for await (const part of labelRows()) text += part;
    const [head = "", ...others] = text.trim().split("\n");
    const own = others.filter((row) => row.startsWith(number)).map((row) => `${row},JD9`);
    expect(await tracked([`${head},Numéro de suivi`, ...own].join("\n"))).toMatchObject([
      { order: number, sent: true, tracking: "JD9" },
    ]);
  });
});
