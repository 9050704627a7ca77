import { db } from "@/lib/db/client";
import { refuseDraft } from "@/lib/desk/drafts/refusals.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { draftForm, draftParams } from "@/lib/drafts/draft-form";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { saveDraft } from "@/lib/drafts/save-draft.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Makes a draft under an id of the page's own, so that two clicks make one, or changes it until somebody was asked to pay it. */
export const PUT = deskChange(
  {
    right: "orders.draft",
    action: "draft.save",
    params: draftParams,
    body: json(draftForm),
    logged: ({ pieces, own }) => ({ pieces: pieces.length, own: own.length }),
    about: ({ params }) => ({ kind: "draft", id: params.draftId }),
  },
  async ({ staff, params: { draftId }, body, locale }) => {
    const saved = await saveDraft(db(), draftId, body, staff.id);
    if (!saved.ok) return refuseDraft(saved.code, locale);
    return { ok: true, before: saved.before, after: saved.after };
  },
);

/** Ends a draft: nobody can pay it any more. */
export const DELETE = deskChange(
  {
    right: "orders.draft",
    action: "draft.end",
    params: draftParams,
    body: "none",
    about: ({ params }) => ({ kind: "draft", id: params.draftId }),
  },
  async ({ params: { draftId }, locale }) => {
    const ended = await unlessStripeIsDown(() => endDraft(draftId));
    if (!ended) return { ok: false, code: "stripe_unavailable" };
    if (ended.ok) return { ok: true, after: { ended: true } };
    return ended.code === "not_found" ? { ok: false, code: ended.code } : refuseDraft(ended.code, locale);
  },
);
