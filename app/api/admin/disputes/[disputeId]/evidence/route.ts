import { changeDispute, writtenFields } from "@/lib/desk/disputes/evidence-change.server";
import { disputeParams, evidenceBody } from "@/lib/desk/disputes/evidence-fields";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Keeps evidence at Stripe as a draft: nothing goes to the bank. */
export const PUT = deskChange(
  {
    right: "disputes.answer",
    action: "dispute.save",
    params: disputeParams,
    body: longJson(evidenceBody),
    logged: writtenFields,
    about: ({ params }) => ({ kind: "dispute", id: params.disputeId }),
  },
  ({ params: { disputeId }, body, locale }) => changeDispute(disputeId, { kind: "save", ...body }, locale),
);

/** Submits evidence to the bank, which is possible once. */
export const POST = deskChange(
  {
    right: "disputes.answer",
    action: "dispute.submit",
    params: disputeParams,
    body: longJson(evidenceBody),
    logged: writtenFields,
    about: ({ params }) => ({ kind: "dispute", id: params.disputeId }),
  },
  ({ params: { disputeId }, body, locale }) => changeDispute(disputeId, { kind: "submit", ...body }, locale),
);
