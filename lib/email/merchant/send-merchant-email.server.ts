import "server-only";
import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { routing } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { disputes, paymentAttempts } from "@/lib/db/schema";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";
import { loadOrderEmail } from "../load-order-email.server";
import type { EmailRenderers } from "../renderers";
import { sendMail } from "../send-mail.server";
import { loadMatter } from "./load-matter.server";
import type { MerchantEmailData } from "./merchant-email";

/** Sends one e-mail to all of MERCHANT_EMAIL, in the default language. No link in it opens the order, so forwarding it is safe. */
export async function sendMerchantEmail(
  job: OrderJob,
  render: EmailRenderers["merchant"],
): Promise<JobOutcome> {
  const { MERCHANT_EMAIL } = env();
  if (MERCHANT_EMAIL.length === 0) return { skipped: "MERCHANT_EMAIL is not set" };
  const matter = await loadMatter(db(), job);
  if (!matter) return { skipped: "it has been settled" };
  const data = await merchantData(job, matter);
  const rendered = await render(data);
  await sendMail({
    ...rendered,
    lane: "email",
    to: MERCHANT_EMAIL.join(", "),
    key: `${job.orderId}.${job.id}`,
  });
  return { note: { code: "merchant_told", email: matter.kind } };
}

async function merchantData(
  { orderId, payload }: OrderJob,
  matter: MerchantEmailData["matter"],
): Promise<MerchantEmailData> {
  const email = await loadOrderEmail(db(), orderId, { locale: routing.defaultLocale });
  if (!email) throw new Error(`order ${orderId} does not exist`);
  const { data, status, to, customerName } = email;
  const paymentIntentId = await paymentOf({ orderId, payload });
  const about = matter.kind === "dispute" ? "dispute" : "payment";
  return {
    order: {
      ...data,
      lines: data.lines.map((line) => ({
        ...line,
        option: [line.option, line.sku].filter(Boolean).join(" · "),
      })),
    },
    status,
    customer: { name: data.recipient ?? customerName, email: to },
    stripeUrl: paymentIntentId && dashboardUrl(paymentIntentId, about, env()),
    matter,
  };
}

const paymentsTaken = prepared((database) =>
  database
    .select({ stripeId: paymentAttempts.stripeId, id: paymentAttempts.paymentIntentId })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, sql.placeholder("orderId")),
        inArray(paymentAttempts.status, ["paid", "duplicate"]),
        isNotNull(paymentAttempts.paymentIntentId),
      ),
    )
    .orderBy(desc(eq(paymentAttempts.status, "paid"))),
);

async function paymentOf({ orderId, payload }: Pick<OrderJob, "orderId" | "payload">) {
  if (payload.disputeId) {
    const [dispute] = await db()
      .select({ id: disputes.paymentIntentId })
      .from(disputes)
      .where(eq(disputes.stripeId, payload.disputeId));
    if (dispute) return dispute.id;
  }
  const taken = await paymentsTaken(db()).execute({ orderId });
  const inQuestion = taken.find(({ stripeId }) => stripeId === payload.about) ?? taken[0];
  return inQuestion?.id ?? null;
}
