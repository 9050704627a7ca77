import { after } from "next/server";
import { changedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { changeBody } from "@/lib/desk/changes/change-body";
import { changeRefusalText } from "@/lib/desk/changes/change-refusal.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { writeChange } from "@/lib/drafts/change-order.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Changes the goods of a paid order as it was shown. The same `key` again is the same change. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "order.change",
    params: orderParams,
    body: json(changeBody),
    logged: ({ key, change: { remove, pieces, own, price }, shown, by }) => ({
      ...{ key, remove, pieces, own: own.length, price, shown, by },
    }),
    money: ({ params, body }) => changedMoney(params.number, body),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ staff, params: { number }, body: { key: id, change, shown, by }, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const asked = { id, change, shown, by: staff.name, staffId: staff.id, byEmail: by === "email" };
    const made = await unlessStripeIsDown(() => writeChange(number, asked));
    if (!made) return { ok: false, code: "stripe_unavailable" };
    if (!made.ok) {
      return { ok: false, code: made.code, message: changeRefusalText(made, order, locale), status: 409 };
    }
    // What Stripe does not answer now follows in the background.
    const refund = await unlessStripeIsDown(() => finishChange(id));
    after(() => drainOutbox());
    return {
      ok: true,
      before: { refunded: shown.before },
      after: { ...made.figures, refund: refund === null ? null : refund.ok ? refund.status : refund.code },
    };
  },
);
