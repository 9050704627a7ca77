import "server-only";
import { db } from "@/lib/db/client";
import { isToldWithGoods } from "@/lib/drafts/read-changes.server";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";
import { loadOrderEmail } from "./load-order-email.server";
import type { OrderEmailKind } from "./order-email";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

export async function sendOrderEmail(
  kind: OrderEmailKind,
  job: OrderJob,
  render: EmailRenderers["order"],
): Promise<JobOutcome> {
  const email = await loadOrderEmail(db(), job.orderId, {
    refundId: job.payload.refundId,
    parcelId: job.payload.parcelId,
    returnId: job.payload.returnId,
    creditId: job.payload.creditId,
    kind,
  });
  if (!email) throw new Error(`order ${job.orderId} does not exist`);
  if (email.isTakenBack) return { skipped: "the parcel was taken back" };
  if (kind === "credit_given" && !email.data.credit) return { skipped: "nothing is left of the code" };
  if (isOnlyOfMoney(kind) && (await isToldWithGoods(db(), job.payload.refundId)))
    return { skipped: "the e-mail about the changed goods says it" };
  if (!email.to) return {};
  const rendered = await render(kind, email.data);
  await sendMail({ ...rendered, lane: "email", to: email.to, key: `${job.orderId}.${job.id}` });
  return { note: { code: "email_sent", email: kind } };
}

const isOnlyOfMoney = (kind: OrderEmailKind): boolean => kind === "refunded" || kind === "refund_pending";
