import { approvalParams } from "@/lib/desk/approvals/inputs";
import { deskChange } from "@/lib/staff/desk-route.server";
import { declineApproval } from "@/lib/staff/second-person.server";

/** Says no to what waits for a second person, or takes one's own wish back. No money moves. */
export const DELETE = deskChange(
  {
    right: "orders.refund",
    action: "approval.decline",
    params: approvalParams,
    body: "none",
    about: ({ params }) => ({ kind: "approval", id: String(params.approvalId) }),
  },
  async ({ staff, params }) => {
    const declined = await declineApproval(params.approvalId, staff.id);
    if (!declined) return { ok: false, code: "not_found" };
    const { action, subjectKind, subjectId, amount, currency, askedBy } = declined;
    return { ok: true, before: { action, [subjectKind]: subjectId, amount, currency, askedBy } };
  },
);
