import { after } from "next/server";
import { db } from "@/lib/db/client";
import { receiptBody, returnParams } from "@/lib/desk/returns/inputs";
import { returnAnswer } from "@/lib/desk/returns/refusals.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { receiveReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Counts what came back: pieces that can be sold again go on sale, the others are written off. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "return.receive",
    params: returnParams,
    body: json(receiptBody),
    logged: ({ counted }) => ({ counted: Object.fromEntries(counted) }),
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  async ({ staff, params: { returnId }, body: { counted }, locale }) => {
    const changed = await receiveReturn(db(), returnId, { counted, by: staff.name });
    if (changed.ok) after(() => drainOutbox());
    return returnAnswer(changed, { status: "received" }, locale);
  },
);
