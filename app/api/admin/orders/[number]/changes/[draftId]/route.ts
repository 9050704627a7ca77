import { after } from "next/server";
import { db } from "@/lib/db/client";
import { undoneMoney } from "@/lib/desk/approvals/money-given-up.server";
import { changeParams } from "@/lib/desk/changes/change-body";
import { changeRefusalText } from "@/lib/desk/changes/change-refusal.server";
import { refuseDraft } from "@/lib/desk/drafts/refusals.server";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { giveMoneyOfChangeBack } from "@/lib/drafts/undo-change.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Takes back a change that nobody has paid, or gives back what paid for goods whose order was ended. */
export const DELETE = deskChange(
  {
    right: "orders.refund",
    action: "order.undo_change",
    params: changeParams,
    body: "none",
    money: ({ params }) => undoneMoney(params),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params: { number, draftId }, locale }) => {
    const order = await orderByNumber(number);
    const found = order && (await changesOf(db(), order.id)).find(({ change }) => change.id === draftId);
    if (!found) return { ok: false, code: "not_found" };
    if (found.state === "waits") {
      const ended = await unlessStripeIsDown(() => endDraft(draftId));
      if (!ended) return { ok: false, code: "stripe_unavailable" };
      if (ended.ok) return { ok: true, after: { undone: true } };
      return ended.code === "not_found" ? { ok: false, code: "not_found" } : refuseDraft(ended.code, locale);
    }
    const given = await unlessStripeIsDown(() => giveMoneyOfChangeBack(draftId));
    if (!given) return { ok: false, code: "stripe_unavailable" };
    if (given.ok) {
      after(() => drainOutbox());
      return { ok: true, after: { amount: given.amount, status: given.status } };
    }
    const { code } = given;
    const message =
      code === "change_over"
        ? changeRefusalText({ ok: false, code }, order, locale)
        : deskRefusalText(given, order, locale);
    return { ok: false, code, message, status: code === "unknown" ? 503 : 409 };
  },
);
