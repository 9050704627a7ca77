import { disputedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { changeDispute } from "@/lib/desk/disputes/evidence-change.server";
import { disputeParams, seenBody } from "@/lib/desk/disputes/evidence-fields";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Accepts a dispute: the bank keeps the money, and no evidence can follow. */
export const POST = deskChange(
  {
    right: "disputes.answer",
    action: "dispute.accept",
    params: disputeParams,
    body: json(seenBody),
    money: ({ params }) => disputedMoney(params.disputeId),
    about: ({ params }) => ({ kind: "dispute", id: params.disputeId }),
  },
  ({ params: { disputeId }, body, locale }) => changeDispute(disputeId, { kind: "accept", ...body }, locale),
);
