import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, outboxJobs } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { loadOrderEmail } from "@/lib/email/load-order-email.server";
import { ORDER_EMAILS, type OrderEmailKind } from "@/lib/email/order-email";
import type { EmailRenderers, RenderedEmail } from "@/lib/email/renderers";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { OutboxEffect } from "@/lib/model/effects";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { whyOutdated } from "@/lib/outbox/while-effect-applies.server";

/** The kind of an e-mail to the shopper; null for one to the merchant, and for other work. */
export function shopperMailKind(effect: OutboxEffect): OrderEmailKind | null {
  return ORDER_EMAILS.find((kind) => effect === `email.${kind}`) ?? null;
}

async function findMail(number: string, mailId: number) {
  const [mail] = await db()
    .select({ job: outboxJobs, order: orders })
    .from(outboxJobs)
    .innerJoin(orders, eq(orders.id, outboxJobs.orderId))
    .where(and(eq(orders.number, number), eq(outboxJobs.id, mailId)));
  const kind = mail && shopperMailKind(mail.job.effect);
  return mail && kind ? { ...mail, kind } : null;
}

/** An e-mail to the shopper as it would be written now; null without such an e-mail. */
export async function showOrderMail(
  number: string,
  mailId: number,
  render: EmailRenderers["order"],
): Promise<RenderedEmail | null> {
  const mail = await findMail(number, mailId);
  if (!mail) return null;
  const { refundId, parcelId, returnId, creditId } = mail.job.payload;
  const loaded = await loadOrderEmail(db(), mail.order.id, {
    ...{ refundId, parcelId, returnId, creditId, kind: mail.kind },
  });
  // There is nothing to show of a code that no longer works.
  if (mail.kind === "credit_given" && !loaded?.data.credit) return null;
  return loaded && render(mail.kind, loaded.data);
}

type SentAgain =
  | { ok: true; to: string }
  | { ok: false; code: "unknown_mail" | "no_address" | "on_its_way" | "no_longer_true" };

/** Sends an e-mail to the shopper once more, as it is written now. What it says must still be so. */
export async function sendMailAgain(number: string, mailId: number): Promise<SentAgain> {
  const mail = await findMail(number, mailId);
  if (!mail) return { ok: false, code: "unknown_mail" };
  const { job } = mail;
  const { orderId, payload } = job;
  if (!orderId) return { ok: false, code: "unknown_mail" };
  const outdated = await whyOutdated({ ...job, order: mail.order });
  return inTransaction(db(), async (tx): Promise<SentAgain> => {
    const order = await lockOrder(tx, orderId);
    if (!order?.email) return { ok: false, code: "no_address" };
    if (outdated !== null) return { ok: false, code: "no_longer_true" };
    const again = `${job.occurrence.replace(AGAIN, "")} again `;
    const same = await tx
      .select({ doneAt: outboxJobs.doneAt, deadAt: outboxJobs.deadAt })
      .from(outboxJobs)
      .where(
        and(
          ...[eq(outboxJobs.orderId, orderId), eq(outboxJobs.effect, job.effect)],
          or(
            eq(outboxJobs.occurrence, job.occurrence.replace(AGAIN, "")),
            sql`starts_with(${outboxJobs.occurrence}, ${again})`,
          ),
        ),
      );
    if (same.some(({ doneAt, deadAt }) => doneAt === null && deadAt === null))
      return { ok: false, code: "on_its_way" };
    const effect = `email.${mail.kind}` as const;
    await enqueue(tx, { orderId, effect, occurrence: `${again}${same.length}`, payload });
    // A first one that could not be sent is settled by this one.
    await tx
      .update(outboxJobs)
      .set({ doneAt: new Date(), deadAt: null, skipped: "sent again" })
      .where(and(eq(outboxJobs.id, job.id), isNull(outboxJobs.doneAt)));
    return { ok: true, to: order.email };
  });
}

const AGAIN = / again \d+$/;
