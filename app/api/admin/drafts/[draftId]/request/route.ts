import { after } from "next/server";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { refuseDraft } from "@/lib/desk/drafts/refusals.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({ seen: z.string().max(40), by: z.enum(["email", "link"]) });

/** Asks for the payment of a draft: by an e-mail, or by a link that staff hand over. */
export const POST = deskChange(
  {
    right: "orders.draft",
    action: "draft.send",
    params: draftParams,
    body: json(schema),
    about: ({ params }) => ({ kind: "draft", id: params.draftId }),
  },
  async ({ params: { draftId }, body: { seen, by }, locale }) => {
    const sent = await sendDraft(db(), draftId, { seen, byEmail: by === "email" });
    if (!sent.ok)
      return sent.code === "not_found" ? { ok: false, code: sent.code } : refuseDraft(sent.code, locale);
    if (by === "email") after(() => drainOutbox());
    return { ok: true, after: { by, until: sent.expiresAt } };
  },
);
