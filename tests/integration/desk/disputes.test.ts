import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { disputes } from "@/lib/db/schema";
import { answerDispute } from "@/lib/desk/disputes/answer-dispute.server";
import { loadDispute } from "@/lib/desk/disputes/dispute-desk.server";
import { writtenFields } from "@/lib/desk/disputes/evidence-change.server";
import { EVIDENCE_FIELDS, evidenceFileKind, MOST_FILE_BYTES } from "@/lib/desk/disputes/evidence-fields";
import { attachEvidence, attachPaper, removeEvidence } from "@/lib/desk/disputes/evidence-files.server";
import { disputeNumbers, listDisputes } from "@/lib/desk/disputes/list-disputes.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { onHand } from "@/tests/support/shop";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { paid, orderOf, deliver, strayPayment } = orderShop(db, local);
const { givenBack } = refundDesk(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const PARCEL = { kind: "shipped", carrier: "DHL", trackingNumber: "00340434161094042557" } as const;

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

async function disputeOf(orderId: OrderId) {
  const [row] = await db.select().from(disputes).where(eq(disputes.orderId, orderId));
  if (!row) throw new Error("no dispute");
  return row;
}

/** A paid order whose bank asks; `sent` has left before. */
async function disputed(given: { reason?: string; inquiry?: boolean; sent?: boolean } = {}) {
  const order = await paid();
  await drainWhole();
  if (given.sent) await markShipped(db, order.number, PARCEL);
  await drainWhole();
  const { reason = "product_not_received", inquiry = false } = given;
  await control(`/payment_intents/${order.intentId}/dispute`, { reason, inquiry });
  await deliver(order.orderId);
  return { ...order, disputeId: (await disputeOf(order.orderId)).stripeId };
}

async function pageOf(disputeId: string, collect = false) {
  const desk = await loadDispute(disputeId, { collect });
  if (!desk) throw new Error("no page");
  return desk;
}

describe("the evidence of a dispute", () => {
  it("begins with what the order knows: the person, the goods, parcels, e-mails and the return policy", async () => {
    const { disputeId, number, orderId } = await disputed({ sent: true });
    const { texts, isCollected, isSaved, mayAnswer, fees } = await pageOf(disputeId);
    const order = await orderOf(orderId);
    expect({ isCollected, isSaved, mayAnswer }).toEqual({
      isCollected: true,
      isSaved: false,
      mayAnswer: true,
    });
    expect(fees).toEqual([{ fee: 2000, currency: "eur" }]);
    expect(texts.customer_email_address).toBe(order.email);
    expect(texts.shipping_carrier).toBe("DHL");
    expect(texts.shipping_tracking_number).toBe(PARCEL.trackingNumber);
    expect(texts.shipping_date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(texts.shipping_address).toContain(order.shippingAddress?.city);
    expect(texts.product_description).toContain(order.quote.lines[0]?.sku);
    expect(texts.uncategorized_text).toContain(number);
    expect(texts.uncategorized_text).toContain("Order confirmed");
    expect(texts.uncategorized_text).toContain("Order sent");
    expect(texts.refund_policy_disclosure).toContain("14 days");
  });

  it("is saved without being sent, and comes back as it was left", async () => {
    const { disputeId, orderId } = await disputed();
    const { texts, seen } = await pageOf(disputeId);
    const evidence = { ...texts, customer_name: "", uncategorized_text: "Delivered to the neighbour." };
    expect(await answerDispute(disputeId, { kind: "save", evidence, seen })).toMatchObject({ ok: true });
    const atStripe = await stripe.disputes.retrieve(disputeId);
    expect(atStripe).toMatchObject({ status: "needs_response", evidence_details: { submission_count: 0 } });
    expect((await pageOf(disputeId)).texts).toMatchObject({
      customer_name: "",
      uncategorized_text: "Delivered to the neighbour.",
    });
    expect((await disputeOf(orderId)).hasEvidence).toBe(true);
    const again = await pageOf(disputeId, true);
    expect(again.texts.uncategorized_text).not.toContain("neighbour");
  });

  it("is not overwritten by who saw an older version", async () => {
    const { disputeId } = await disputed();
    const { texts, seen } = await pageOf(disputeId);
    const save = (text: string) =>
      answerDispute(disputeId, { kind: "save", evidence: { ...texts, uncategorized_text: text }, seen });
    expect(await save("first")).toMatchObject({ ok: true });
    expect(await save("second")).toEqual({ ok: false, code: "dispute_changed" });
    expect((await pageOf(disputeId)).texts.uncategorized_text).toBe("first");
  });

  it("reaches the bank once when two submit it at once", async () => {
    const { disputeId } = await disputed();
    const { texts, seen } = await pageOf(disputeId);
    const submit = (text: string) =>
      answerDispute(disputeId, { kind: "submit", evidence: { ...texts, uncategorized_text: text }, seen });
    const results = await Promise.all([submit("mine"), submit("yours")]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const atStripe = await stripe.disputes.retrieve(disputeId);
    expect(atStripe).toMatchObject({ status: "under_review", evidence_details: { submission_count: 1 } });
    expect(await submit("later")).toEqual({ ok: false, code: "dispute_not_open" });
  });

  it("is not submitted when it is empty", async () => {
    const { disputeId } = await disputed();
    const { texts, seen } = await pageOf(disputeId);
    const evidence = Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, ""])) as typeof texts;
    expect(await answerDispute(disputeId, { kind: "submit", evidence, seen })).toEqual({
      ok: false,
      code: "evidence_empty",
    });
  });

  it.each([
    ["winning_evidence", "won", "paid"],
    ["losing_evidence", "lost", "charged_back"],
  ] as const)("with %s is %s", async (text, outcome, status) => {
    const { disputeId, orderId } = await disputed();
    const { texts, seen } = await pageOf(disputeId);
    const evidence = { ...texts, uncategorized_text: text };
    expect(await answerDispute(disputeId, { kind: "submit", evidence, seen })).toMatchObject({ ok: true });
    await deliver(orderId);
    expect(await disputeOf(orderId)).toMatchObject({ outcome });
    expect(await orderOf(orderId)).toMatchObject({ status });
    const { mayAnswer, stage } = await pageOf(disputeId);
    expect({ mayAnswer, stage }).toEqual({ mayAnswer: false, stage: outcome });
  });

  it("names the order's other payment when the bank says that it was charged twice", async () => {
    const { orderId, intentId } = await paid();
    const stray = await strayPayment(orderId, 2490);
    await deliver(orderId);
    await control(`/payment_intents/${intentId}/dispute`, { reason: "duplicate" });
    await deliver(orderId);
    const { stripeId } = await disputeOf(orderId);
    const { texts } = await pageOf(stripeId);
    expect(texts.duplicate_charge_id).toBe((await stripe.paymentIntents.retrieve(stray.id)).latest_charge);
  });

  it("stands in the audit log by the names of its fields, without anybody's data", () => {
    const evidence = { uncategorized_text: "Ada lives in Paris", customer_name: "" } as Parameters<
      typeof writtenFields
    >[0]["evidence"];
    const all = Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, evidence[field] ?? ""]));
    expect(writtenFields({ evidence: { ...evidence, ...all } })).toEqual({ fields: ["uncategorized_text"] });
  });
});

describe("accepting a dispute", () => {
  it("gives the money up, for good", async () => {
    const { disputeId, orderId } = await disputed();
    const { seen } = await pageOf(disputeId);
    expect(await answerDispute(disputeId, { kind: "accept", seen })).toEqual({
      ok: true,
      before: "needs_response",
      status: "lost",
    });
    expect(await orderOf(orderId)).toMatchObject({ status: "charged_back", amountRefunded: 0 });
    expect(await answerDispute(disputeId, { kind: "accept", seen })).toEqual({
      ok: false,
      code: "dispute_not_open",
    });
  });
});

describe("a dispute and the money of its order", () => {
  it("reopens no order that has ended and restores no stock, however it ends", async () => {
    const { orderId, number, intentId, mug } = await paid({ quantity: 2 });
    await refundOrder(number, wish({ amount: 100 }));
    await drainWhole();
    const before = await onHand(db, mug);
    await control(`/payment_intents/${intentId}/dispute`, { reason: "fraudulent" });
    await deliver(orderId);
    const { stripeId } = await disputeOf(orderId);
    const { seen } = await pageOf(stripeId);
    await answerDispute(stripeId, { kind: "accept", seen });
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
    expect(await onHand(db, mug)).toBe(before);
    await deliver(orderId, "reversed");
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
    expect(await onHand(db, mug)).toBe(before);
  });

  it("bars a refund while the bank has the money, so that nobody is paid twice", async () => {
    const { number, intentId, disputeId } = await disputed();
    expect(await refundOrder(number, wish())).toMatchObject({ ok: false, code: "disputed" });
    expect(await givenBack(intentId)).toEqual([]);
    const { seen } = await pageOf(disputeId);
    await answerDispute(disputeId, { kind: "accept", seen });
    expect(await refundOrder(number, wish())).toMatchObject({ ok: false });
    expect(await givenBack(intentId)).toEqual([]);
  });

  it("that is a question only is ended by a refund, which is made once", async () => {
    const { number, intentId, orderId } = await disputed({ inquiry: true });
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, order: "refunded" });
    await deliver(orderId);
    expect(await disputeOf(orderId)).toMatchObject({ outcome: "closed", isMoneyTaken: false });
    expect(await givenBack(intentId)).toEqual([2490]);
  });
});

describe("the list of disputes", () => {
  it("has what is due first at the top, in pages, and counts how they ended", async () => {
    const before = await disputeNumbers();
    const made = [];
    for (let n = 0; n < 3; n += 1) made.push((await disputed()).disputeId);
    const [late, soon, none] = made;
    const due = (id: string | undefined, evidenceDueAt: Date | null) =>
      db
        .update(disputes)
        .set({ evidenceDueAt })
        .where(eq(disputes.stripeId, id ?? ""));
    await due(late, new Date("2001-02-01T00:00:00Z"));
    await due(soon, new Date("2001-01-01T00:00:00Z"));
    await due(none, null);
    const seen: string[] = [];
    for (let after: string | null = null, pages = 0; pages === 0 || after; pages += 1) {
      const page = await listDisputes("open", after, 1);
      seen.push(...page.disputes.map(({ dispute }) => dispute.stripeId));
      after = page.after;
    }
    expect(seen.slice(0, 2)).toEqual([soon, late]);
    expect(seen.at(-1)).toBe(none);
    expect(new Set(seen).size).toBe(seen.length);
    const numbers = await disputeNumbers();
    expect(numbers.open).toBe(before.open + 3);
    expect(seen).toHaveLength(numbers.open);
    const lost = await listDisputes("lost", null, 50);
    expect(lost.disputes.length).toBe(numbers.outcomes.lost);
    const times = lost.disputes.map(({ dispute }) => dispute.openedAt.getTime());
    expect(times).toEqual(times.toSorted((left, right) => right - left));
  });
});

describe("files as evidence", () => {
  const PDF = new TextEncoder().encode("%PDF-1.7 a signed slip");
  const at = (disputeId: string, seen: string) => ({ disputeId, field: "customer_signature", seen }) as const;

  it("join the draft at Stripe with what was collected, and can be taken out", async () => {
    const { disputeId } = await disputed({ sent: true });
    const first = await pageOf(disputeId);
    expect(first.files).toEqual([]);
    expect(await attachEvidence(at(disputeId, first.seen), PDF, "en")).toMatchObject({ ok: true });
    const page = await pageOf(disputeId);
    expect(page.files).toEqual([
      { field: "customer_signature", name: "customer_signature.pdf", bytes: PDF.length },
    ]);
    expect(page.texts).toEqual(first.texts);
    expect(page).toMatchObject({ isSaved: true, isSubmitted: false });
    const kept = await stripe.disputes.retrieve(disputeId, { expand: ["evidence.customer_signature"] });
    expect(kept.evidence.customer_signature).toMatchObject({ purpose: "dispute_evidence", type: "pdf" });
    expect(await removeEvidence(at(disputeId, page.seen), "en")).toMatchObject({ ok: true });
    expect(await pageOf(disputeId)).toMatchObject({ files: [], texts: first.texts });
  });

  it("are the order's own papers by a button each", async () => {
    const { disputeId } = await disputed({ sent: true });
    const slip = {
      disputeId,
      field: "shipping_documentation",
      seen: (await pageOf(disputeId)).seen,
    } as const;
    expect(await attachPaper(slip, "slip", "en")).toMatchObject({ ok: true });
    const receipt = { disputeId, field: "receipt", seen: (await pageOf(disputeId)).seen } as const;
    expect(await attachPaper(receipt, "invoice", "en")).toMatchObject({ ok: true });
    const { files } = await pageOf(disputeId);
    expect(files.map(({ field }) => field)).toEqual(["shipping_documentation", "receipt"]);
    for (const { bytes } of files) expect(bytes).toBeGreaterThan(1000);
  });

  it("are known by how they begin, whatever they are called, and not too large", async () => {
    const { disputeId } = await disputed();
    const { seen } = await pageOf(disputeId);
    const add = (bytes: Uint8Array) => attachEvidence(at(disputeId, seen), bytes, "en");
    expect(await add(new TextEncoder().encode("<html>"))).toMatchObject({
      code: "evidence_file_kind",
      status: 422,
    });
    const large = new Uint8Array(MOST_FILE_BYTES + 1);
    large.set(PDF);
    expect(await add(large)).toMatchObject({ code: "evidence_file_large" });
    expect((await pageOf(disputeId)).files).toEqual([]);
    const half = new Uint8Array(MOST_FILE_BYTES - 100);
    half.set(PDF);
    expect(await add(half)).toMatchObject({ ok: true });
    const other = { disputeId, field: "receipt", seen: (await pageOf(disputeId)).seen } as const;
    expect(await attachEvidence(other, half.slice(0, 200), "en")).toMatchObject({
      code: "evidence_file_large",
    });
    // The same field's file is replaced.
    const same = at(disputeId, other.seen);
    expect(await attachEvidence(same, PDF, "en")).toMatchObject({ ok: true });
    expect((await pageOf(disputeId)).files).toHaveLength(1);
    expect(evidenceFileKind(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe("png");
    expect(evidenceFileKind(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe("jpg");
  });

  it("of a page that is no longer right are refused, and so is any other file than those for evidence", async () => {
    const { disputeId } = await disputed();
    const { seen } = await pageOf(disputeId);
    expect(await attachEvidence(at(disputeId, seen), PDF, "en")).toMatchObject({ ok: true });
    expect(await attachEvidence(at(disputeId, seen), PDF, "en")).toMatchObject({ code: "dispute_changed" });
    expect(await removeEvidence(at(disputeId, seen), "en")).toMatchObject({ code: "dispute_changed" });
    // Only a file is another one now.
    const { seen: later } = await pageOf(disputeId);
    expect(await attachEvidence(at(disputeId, later), PDF, "en")).toMatchObject({ ok: true });
    expect(await attachEvidence(at(disputeId, later), PDF, "en")).toMatchObject({ code: "dispute_changed" });
    expect(await attachEvidence(at("dp_none", seen), PDF, "en")).toMatchObject({ code: "not_found" });
    const file = { data: Buffer.from("GIF89a"), name: "a.gif", type: "application/octet-stream" };
    await expect(stripe.files.create({ purpose: "dispute_evidence", file })).rejects.toThrow(/PDF/);
  });
});
