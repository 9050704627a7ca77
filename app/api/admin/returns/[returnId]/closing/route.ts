import { db } from "@/lib/db/client";
import { returnParams } from "@/lib/desk/returns/inputs";
import { returnAnswer } from "@/lib/desk/returns/refusals.server";
import { closeReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Ends a return without a refund of its own. */
export const POST = deskChange(
  {
    right: "orders.decide",
    action: "return.close",
    params: returnParams,
    body: "none",
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  async ({ staff, params: { returnId }, locale }) =>
    returnAnswer(await closeReturn(db(), returnId, { by: staff.name }), { status: "closed" }, locale),
);
