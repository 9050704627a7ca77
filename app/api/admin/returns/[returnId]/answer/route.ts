import { after } from "next/server";
import { db } from "@/lib/db/client";
import { returnAnswerBody, returnParams } from "@/lib/desk/returns/inputs";
import { returnAnswer } from "@/lib/desk/returns/refusals.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { answerReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Says yes or no to a return; the shopper is told in the merchant's words. */
export const POST = deskChange(
  {
    right: "orders.decide",
    action: "return.answer",
    params: returnParams,
    body: json(returnAnswerBody),
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  async ({ staff, params: { returnId }, body: { act, words }, locale }) => {
    const isAccepted = act === "accept";
    const changed = await answerReturn(db(), returnId, { isAccepted, words: words || null, by: staff.name });
    if (changed.ok) after(() => drainOutbox());
    return returnAnswer(changed, { status: isAccepted ? "accepted" : "declined" }, locale);
  },
);
