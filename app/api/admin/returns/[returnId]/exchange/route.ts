import { db } from "@/lib/db/client";
import { refuseDraft } from "@/lib/desk/drafts/refusals.server";
import { returnParams } from "@/lib/desk/returns/inputs";
import { beginExchange } from "@/lib/drafts/exchange.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Begins a draft of the goods that are sent in place of those that came back. Asked again, it is the same draft. */
export const POST = deskChange(
  {
    right: "orders.draft",
    action: "return.exchange",
    params: returnParams,
    body: "none",
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  async ({ staff, params: { returnId }, locale }) => {
    const begun = await beginExchange(db(), returnId, staff.id);
    if (begun.ok) return { ok: true, after: { draft: begun.draftId }, answer: { draftId: begun.draftId } };
    return begun.code === "not_found" ? { ok: false, code: begun.code } : refuseDraft(begun.code, locale);
  },
);
