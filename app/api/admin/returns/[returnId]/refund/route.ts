import { returnedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { returnParams, returnRefundBody } from "@/lib/desk/returns/inputs";
import { payReturn } from "@/lib/desk/returns/pay-return.server";
import { json } from "@/lib/http/body-reader";
import { refundReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Gives the money of a return back, as it was shown. The same `key` again is the same refund. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "return.refund",
    params: returnParams,
    body: json(returnRefundBody),
    money: ({ params, body }) => returnedMoney(params.returnId, body),
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  (asked) =>
    payReturn(asked, refundReturn, ({ amount, status, order }) => {
      const made = { amount, status, order };
      return { after: made, answer: made };
    }),
);
