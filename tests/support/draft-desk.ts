import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import { type DraftId, newDraftId, type OrderId, type StaffId, type VariantId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import type { connect } from "@/lib/db/client";
import { draftOrders } from "@/lib/db/schema";
import type { TypedDraft } from "@/lib/drafts/draft-form";
import { beginRequest, readRequest } from "@/lib/drafts/open-request.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { requestLinkPath } from "@/lib/drafts/request-link";
import { saveDraft, versionOfDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { deskStaff } from "./desk-staff";
import type { LocalStripe } from "./local-stripe";
import { orderShop } from "./order-shop";
import { shopperOf, stockedVariants } from "./shop";
import { startSession } from "./start-session";

/** A draft's form as it is sent, with nothing to sell in it. */
export const typedDraft = (given: Partial<TypedDraft>): TypedDraft => ({
  ...{ seen: "", email: "ada@example.com", language: "en", country: "FR", delivery: "", codes: "" },
  ...{ reduction: "none", reductionBy: "", note: "As we said on the phone.", pieces: [], own: [] },
  ...given,
});

/** What a test of drafts asks and arranges, as somebody of the desk and as the shopper. E-mails go into a folder that is deleted after the file. */
export async function draftDesk(db: ReturnType<typeof connect>, local: LocalStripe) {
  const { orderOf } = orderShop(db, local);
  const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
  process.env.MAIL_DIR = mailDir;
  afterAll(() => rm(mailDir, { recursive: true, force: true }));

  const who = { staffId: "" as StaffId, by: "Ada" };
  beforeAll(async () => {
    who.staffId = (await deskStaff(db, "support")).id;
  });
  beforeEach(async () => {
    for (const method of ["warn", "info", "error"] as const) {
      vi.spyOn(console, method).mockImplementation(() => undefined);
    }
    // The store has only the real clock, so Stripe's must be today's.
    await local.control("/clock", { now: Math.floor(Date.now() / 1000) });
  });

  async function mug(stock = 10): Promise<VariantId> {
    const [id] = await stockedVariants(db, local.stripe, [stock]);
    if (!id) throw new Error("no variant");
    return id;
  }

  async function rowOf(id: DraftId) {
    const [row] = await db.select().from(draftOrders).where(eq(draftOrders.id, id));
    if (!row) throw new Error("no draft");
    return row;
  }

  const seenOf = async (id: DraftId) => versionOfDraft(await rowOf(id));

  async function fileOf(id: DraftId) {
    const file = await readDraft(id, "en");
    if (!file) throw new Error("no draft");
    return file;
  }

  async function quoteOf(id: DraftId) {
    const { quoted } = await fileOf(id);
    if (!quoted.ok) throw new Error(quoted.code);
    return quoted.quote;
  }

  /** A draft of two mugs. */
  async function saved(given: Partial<TypedDraft> & { stock?: number } = {}) {
    const { stock, ...form } = given;
    const variantId = await mug(stock);
    const id = newDraftId();
    const pieces = [{ variantId, quantity: 2 }];
    expect(await saveDraft(db, id, typedDraft({ pieces, ...form }), who.staffId)).toMatchObject({ ok: true });
    return { id, variantId };
  }

  async function send(id: DraftId): Promise<void> {
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toMatchObject({ ok: true });
  }

  async function sent(given: Parameters<typeof saved>[0] = {}) {
    const draft = await saved(given);
    await send(draft.id);
    return draft;
  }

  /** Of the link in the request's e-mail. */
  const keyOf = (id: DraftId) =>
    new URL(requestLinkPath(id, "en", env().CART_SECRET), "http://shop").searchParams.get("key") ?? "";

  async function begin(id: DraftId, given: { key?: string; agreement?: string } = {}) {
    const { key = keyOf(id) } = given;
    const agreement = given.agreement ?? (await readRequest(id, key, "en"))?.agreement ?? "";
    return beginRequest(id, { key, agreement, locale: "en", from: null });
  }

  async function begun(id: DraftId): Promise<OrderId> {
    const result = await begin(id);
    if (!result.ok) throw new Error(result.code);
    return result.orderId;
  }

  const checkout = (orderId: OrderId, agreement?: string) =>
    startSession({
      surface: "embedded",
      shopper: { ...shopperOf(null), openedOrders: [orderId] },
      ...{ locale: "en", orderId, agreement },
    });

  /** A request that was sent is begun and paid by card. */
  async function paid(id: DraftId) {
    const orderId = await begun(id);
    const started = await checkout(orderId);
    if (!started.ok) throw new Error(started.code);
    await local.payByCard(started.clientSecret);
    await settleOrder(orderId);
    return { orderId, number: (await orderOf(orderId)).number, session: started.session.id };
  }

  async function drainWhole(): Promise<void> {
    while ((await drainOutbox()) > 0);
  }

  return {
    ...{ who, mailDir, mug, rowOf, seenOf, fileOf, quoteOf, saved, send, sent, keyOf },
    ...{ begin, begun, checkout, paid, orderOf, drainWhole },
  };
}
