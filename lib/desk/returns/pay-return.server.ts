import "server-only";
import { after } from "next/server";
import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { type DeskRefusal, deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import type { NotToPay, ReturnRefund } from "@/lib/orders/returns/decide.server";
import type { Staff } from "@/lib/staff/read-staff.server";
import type { returnRefundBody } from "./inputs";
import { returnAnswer } from "./refusals.server";
import { findReturn } from "./return-desk.server";

type Asked = {
  staff: Staff;
  params: { returnId: number };
  body: z.output<typeof returnRefundBody>;
  locale: Locale;
};

/**
 * Pays for what came back, as it was shown, and answers a call of the desk.
 * @param pay in money, or as a code
 * @param told what the log, and the browser, are told of it
 */
export async function payReturn<Paid extends { ok: true }>(
  { staff, params: { returnId }, body: { key, amount, before, delivery }, locale }: Asked,
  pay: (returnId: number, wish: ReturnRefund) => Promise<Paid | DeskRefusal | NotToPay>,
  told: (paid: Paid) => { after: Record<string, unknown>; answer?: Record<string, unknown> },
) {
  const found = await findReturn(returnId);
  if (!found) return { ok: false, code: "not_found" } as const;
  const { status } = found.row;
  const wish = { key, by: staff.name, shown: { amount, before }, withDelivery: delivery !== undefined };
  const result = await unlessStripeIsDown(() => pay(returnId, wish));
  if (!result) return { ok: false, code: "stripe_unavailable" } as const;
  if (result.ok) {
    after(() => drainOutbox());
    return { ok: true, before: { status, refunded: before }, ...told(result) } as const;
  }
  const { code } = result;
  if (code === "not_found") return { ok: false, code } as const;
  if (code === "return_changed") return returnAnswer({ ok: false, code, status }, {}, locale);
  const message = deskRefusalText(result, found.order, locale);
  return { ok: false, code, message, status: code === "unknown" ? 503 : 409 } as const;
}
