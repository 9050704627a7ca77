import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { outboxJobs, parcels, shipments, variants } from "@/lib/db/schema";
import { printOrders } from "@/lib/documents/print.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { type Handover, markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { takeBackParcel } from "@/lib/fulfilment/take-back.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { readPdf } from "@/tests/support/pdf-text";
import { wish } from "@/tests/support/refund-desk";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db, kind } = await testDatabase();
const local = await testStripe();
const { checkout, orderOf, deliver } = orderShop(db, local);
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

/** Three mugs and a pot, paid. */
async function sold() {
  const [mug, pot] = await stockedVariants(db, local.stripe, [10, 10]);
  if (!mug || !pot) throw new Error("no variants");
  const cartId = await cartWith(db, [
    [mug, 3],
    [pot, 1],
  ]);
  const order = await checkout(cartId);
  await local.payByCard(order.clientSecret);
  await settleOrder(order.orderId);
  await drainOutbox();
  const skuOf = async (id: typeof mug) =>
    (await db.select({ sku: variants.sku }).from(variants).where(eq(variants.id, id)))[0]?.sku ?? "";
  return {
    ...order,
    shopper: shopperOf(cartId),
    mug,
    pot,
    mugSku: await skuOf(mug),
    potSku: await skuOf(pot),
  };
}

const sends = (number: string, changes: Partial<Extract<Handover, { kind: "shipped" }>> = {}) =>
  markShipped(db, number, { kind: "shipped", carrier: "DHL", trackingNumber: "JD1", ...changes });

const statusOf = async (orderId: Awaited<ReturnType<typeof sold>>["orderId"]) =>
  (await orderOf(orderId)).status;

const mailsOf = async (number: string) => {
  await drainOutbox();
  return (await listFiledMail(mailDir)).filter(({ subject }) => subject.includes(`${number} is on its way`));
};

describe("an order in several parcels", () => {
  it("is shipped with the last one, and each has its e-mail and its place on the order's page", async () => {
    const { number, orderId, shopper, mugSku, potSku } = await sold();
    expect(await sends(number, { lines: [{ sku: mugSku, quantity: 2 }] })).toEqual({ ok: true });
    expect(await statusOf(orderId)).toBe("paid");
    const [first] = await mailsOf(number);
    expect(first?.text).toContain("In this parcel: 2 × ");
    expect(first?.text).toContain("The rest follows in another parcel.");
    expect(first?.text).toContain("Follow your parcel: https://www.dhl.com/");
    const half = await getOwnOrder(orderId, shopper);
    expect(half).toMatchObject({ isSent: false, parcels: [{ lines: [{ quantity: 2 }], carrier: "DHL" }] });
    expect(half?.timeline.map(({ detail }) => detail.code)).toContain("part_shipped");

    const slip = await printOrders([number], "slip");
    const [page] = slip.ok ? readPdf(slip.pdf) : [];
    expect(page?.text.match(/\d ×/g)).toEqual(["1 ×", "1 ×"]);

    expect(await sends(number, { lines: [{ sku: mugSku, quantity: 2 }] })).toEqual({
      ...{ ok: false, code: "too_many", sku: mugSku, left: 1 },
    });
    const rest = { carrier: null, trackingNumber: null, trackingUrl: "https://track.example/2" };
    expect(await sends(number, rest)).toEqual({ ok: true });
    expect(await statusOf(orderId)).toBe("shipped");
    const mails = await mailsOf(number);
    expect(mails).toHaveLength(2);
    expect(mails.map(({ text }) => text).join()).toContain("https://track.example/2");
    const whole = await getOwnOrder(orderId, shopper);
    expect(whole?.parcels.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[2], [1, 1]]);
    expect(await sends(number, { lines: [{ sku: potSku, quantity: 1 }] })).toMatchObject({
      code: "already_shipped",
    });
  });

  it("takes no link that is not https", async () => {
    const { number } = await sold();
    expect(await sends(number, { trackingUrl: "javascript:alert(1)" })).toEqual({
      ...{ ok: false, code: "wrong_link" },
    });
  });

  it("is shipped without another parcel when the rest of it is refunded", async () => {
    const { number, orderId, mugSku, pot } = await sold();
    await sends(number, { lines: [{ sku: mugSku, quantity: 3 }] });
    await refundOrder(number, wish({ lines: [{ variantId: pot, quantity: 1 }] }));
    await drainOutbox();
    expect(await statusOf(orderId)).toBe("shipped");
    expect(await sends(number)).toMatchObject({ code: "already_shipped" });
  });

  it("is not cancelled once a part of it has left", async () => {
    const { number, mugSku } = await sold();
    await sends(number, { lines: [{ sku: mugSku, quantity: 1 }] });
    expect(await cancelOrder(number, { restock: true })).toEqual({ ok: false, code: "already_shipped" });
  });
});

describe("a parcel that was reported by mistake", () => {
  it("is taken back with its trace, and sent again", async () => {
    const { number, orderId, shopper } = await sold();
    await sends(number);
    expect(await takeBackParcel(db, number, null)).toEqual({ ok: true, status: "paid" });
    expect(await mailsOf(number)).toHaveLength(0);
    const [job] = await db
      .select()
      .from(outboxJobs)
      .where(eq(outboxJobs.effect, "email.order_shipped"))
      .orderBy(outboxJobs.id)
      .then((jobs) => jobs.filter((one) => one.orderId === orderId));
    expect(job?.skipped).toBe("the parcel was taken back");
    const back = await getOwnOrder(orderId, shopper);
    expect(back?.parcels).toEqual([]);
    expect(back?.timeline.map(({ detail }) => detail.code)).toEqual(
      expect.arrayContaining(["shipped", "parcel_taken_back"]),
    );
    expect(await sends(number, { trackingNumber: "JD2" })).toEqual({ ok: true });
    expect(await mailsOf(number)).toHaveLength(1);
    expect(await statusOf(orderId)).toBe("shipped");
    const [shipment] = await db.select().from(shipments).where(eq(shipments.orderId, orderId));
    expect(shipment).toMatchObject({ status: "sent", trackingNumber: "JD2" });
  });

  it("is taken back once, and only of its own order", async () => {
    const [one, other] = [await sold(), await sold()];
    await sends(one.number);
    const [parcel] = await db.select().from(parcels).where(eq(parcels.orderId, one.orderId));
    expect(await takeBackParcel(db, other.number, parcel?.id ?? 0)).toMatchObject({ code: "unknown_parcel" });
    expect(await takeBackParcel(db, one.number, parcel?.id ?? 0)).toMatchObject({ ok: true });
    expect(await takeBackParcel(db, one.number, parcel?.id ?? 0)).toMatchObject({ code: "unknown_parcel" });
    await deliver(one.orderId);
    expect(await settleOrder(one.orderId)).toBe("paid");
  });
});

describe.runIf(kind === "postgres")("two people who send at once", () => {
  it("send each piece once", async () => {
    const { number, orderId, mugSku } = await sold();
    const lines = [{ sku: mugSku, quantity: 2 }];
    const results = await Promise.all([sends(number, { lines }), sends(number, { lines })]);
    expect(results.map((result) => (result.ok ? "sent" : result.code)).sort()).toEqual(["sent", "too_many"]);
    expect(await db.select().from(parcels).where(eq(parcels.orderId, orderId))).toHaveLength(1);
  });
});
