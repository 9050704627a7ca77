import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emailRenderers } from "@/emails/renderers";
import type { OrderId } from "@/lib/base/ids";
import { orders, outboxJobs } from "@/lib/db/schema";
import { sendMailAgain, showOrderMail } from "@/lib/desk/emails/order-mails.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import type { Quote } from "@/lib/model/quote";
import {
  addressMark,
  type CorrectedAddress,
  correctAddress,
} from "@/lib/orders/merchant/correct-address.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";

await testMailbox();
const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

const STREET: CorrectedAddress = {
  name: "Ada Lovelace",
  address: { line1: "2 rue Neuve", line2: null, postalCode: "75003", city: "Paris", state: null },
};
const OLD = { line1: "1 rue de la Paix", line2: null, postalCode: "75002", city: "Paris", state: null };

async function orderTo(
  country = "FR",
  changes: Partial<Quote> = {},
  old: { state?: string; postalCode?: string } = {},
) {
  const { orderId, number } = await shop.paid();
  const order = await shop.orderOf(orderId);
  const email = `${number.toLowerCase()}@example.com`;
  await db
    .update(orders)
    .set({
      ...{ email, shippingName: "Ada", shippingAddress: { ...OLD, ...old, country } },
      quote: { ...order.quote, ...changes },
    })
    .where(eq(orders.id, orderId));
  return { orderId, number, email, seen: await seenOf(orderId) };
}

async function seenOf(orderId: OrderId) {
  const { shippingName: name, shippingAddress: address } = await shop.orderOf(orderId);
  return addressMark({ name, address });
}

const codeOf = async (result: ReturnType<typeof correctAddress>) => {
  const answer = await result;
  return answer.ok ? "ok" : answer.code;
};

describe("An address", () => {
  it("is corrected until all has left; the shopper is told, and the order says so", async () => {
    const { orderId, number, email, seen } = await orderTo();
    expect(await correctAddress(db, number, STREET, seen)).toMatchObject({
      ok: true,
      before: { name: "Ada" },
      after: { name: "Ada Lovelace", address: { line1: "2 rue Neuve", country: "FR" } },
    });
    expect((await shop.orderOf(orderId)).shippingAddress).toMatchObject({
      postalCode: "75003",
      country: "FR",
    });
    await drainOutbox();
    const told = (await mailsTo(email)).find(({ subject }) => subject.includes("corrected"));
    expect(told?.html).toContain("2 rue Neuve");
    // What is saved once more is no correction.
    await correctAddress(db, number, STREET, await seenOf(orderId));
    expect(await correctionsOf(orderId)).toHaveLength(1);

    await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });
    expect(await codeOf(correctAddress(db, number, STREET, await seenOf(orderId)))).toBe("not_to_be_sent");
  });

  it("that somebody else has corrected meanwhile is not overwritten", async () => {
    const { number, seen } = await orderTo();
    await correctAddress(db, number, STREET, seen);
    const other = { ...STREET, name: "Bob" };
    expect(await codeOf(correctAddress(db, number, other, seen))).toBe("address_changed");
  });

  it("stays within the delivery that was paid for", async () => {
    const { number, seen, orderId } = await orderTo();
    const { quote } = await shop.orderOf(orderId);
    const zone = {
      ...(quote.zone ?? { id: "fr", countries: ["FR"], rates: [] }),
      except: { postalCodes: { FR: ["20"] } },
    };
    await db
      .update(orders)
      .set({ quote: { ...quote, zone } })
      .where(eq(orders.id, orderId));
    const corsica = { ...STREET, address: { ...STREET.address, postalCode: "20000", city: "Ajaccio" } };
    expect(await codeOf(correctAddress(db, number, corsica, seen))).toBe("other_delivery");
    expect(await codeOf(correctAddress(db, number, STREET, seen))).toBe("ok");
  });

  it("keeps the state and the postal code that Stripe taxed, where the tax goes by them", async () => {
    const zone = { id: "us", countries: ["US"], rates: [] };
    const taxed = await orderTo("US", { tax: "stripe", zone }, { state: "NY", postalCode: "10001" });
    const to = (state: string, postalCode: string) => ({
      name: "Ada",
      address: { ...STREET.address, state, postalCode },
    });
    expect(await codeOf(correctAddress(db, taxed.number, to("CA", "94016"), taxed.seen))).toBe("other_tax");
    expect(await codeOf(correctAddress(db, taxed.number, to("NY", "10002"), taxed.seen))).toBe("other_tax");
    expect(await codeOf(correctAddress(db, taxed.number, to("NY", "10001"), taxed.seen))).toBe("ok");
    const untaxed = await orderTo("US", { tax: "none", zone }, { state: "NY", postalCode: "10001" });
    expect(await codeOf(correctAddress(db, untaxed.number, to("CA", "94016"), untaxed.seen))).toBe("ok");
  });
});

const correctionsOf = async (orderId: OrderId) =>
  (await mailsOf(orderId)).filter(({ effect }) => effect === "email.address_corrected");

const mailsOf = (orderId: OrderId) =>
  db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId)).orderBy(asc(outboxJobs.id));

describe("An e-mail to the shopper", () => {
  async function confirmed() {
    const order = await orderTo();
    const mail = (await mailsOf(order.orderId)).find(({ effect }) => effect === "email.order_confirmed");
    if (!mail) throw new Error("no confirmation");
    return { ...order, mailId: mail.id };
  }

  it("is shown as it would be written now", async () => {
    const { number, mailId } = await confirmed();
    const shown = await showOrderMail(number, mailId, emailRenderers.order);
    expect(shown?.html).toContain(number);
    expect(await showOrderMail("NONE-0000", mailId, emailRenderers.order)).toBeNull();
  });

  it("is sent again, once for two clicks, and each time that somebody asks", async () => {
    const { number, mailId, email } = await confirmed();
    expect(await sendMailAgain(number, mailId)).toEqual({ ok: false, code: "on_its_way" });
    await drainOutbox();
    expect(await sendMailAgain(number, mailId)).toEqual({ ok: true, to: email });
    expect(await sendMailAgain(number, mailId)).toEqual({ ok: false, code: "on_its_way" });
    await drainOutbox();
    expect(await sendMailAgain(number, mailId)).toMatchObject({ ok: true });
    await drainOutbox();
    const confirmations = (await mailsTo(email)).filter(({ subject }) => subject.includes("confirmed"));
    expect(confirmations).toHaveLength(3);
  });

  it("that could not be sent is settled by the next", async () => {
    const { number, mailId, orderId } = await confirmed();
    await db.update(outboxJobs).set({ deadAt: new Date() }).where(eq(outboxJobs.id, mailId));
    expect(await sendMailAgain(number, mailId)).toMatchObject({ ok: true });
    const [first] = (await mailsOf(orderId)).filter(({ id }) => id === mailId);
    expect(first).toMatchObject({ deadAt: null, skipped: "sent again" });
  });

  it("is not sent when it is no longer true, nor without an address, nor when it is the merchant's", async () => {
    const { number, mailId, orderId } = await confirmed();
    await drainOutbox();
    await db.update(orders).set({ status: "canceled" }).where(eq(orders.id, orderId));
    expect(await sendMailAgain(number, mailId)).toEqual({ ok: false, code: "no_longer_true" });
    await db.update(orders).set({ status: "paid", email: null }).where(eq(orders.id, orderId));
    expect(await sendMailAgain(number, mailId)).toEqual({ ok: false, code: "no_address" });
    const own = (await mailsOf(orderId)).find(({ effect }) => effect === "email.merchant_order_paid");
    expect(await sendMailAgain(number, own?.id ?? 0)).toEqual({ ok: false, code: "unknown_mail" });
  });
});
