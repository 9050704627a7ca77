import { returnedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { returnCreditBody, returnParams } from "@/lib/desk/returns/inputs";
import { payReturn } from "@/lib/desk/returns/pay-return.server";
import { json } from "@/lib/http/body-reader";
import { creditReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Gives a code for what came back, in place of money. The same `key` again is the same code. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "return.credit",
    params: returnParams,
    body: json(returnCreditBody),
    money: ({ params, body }) => returnedMoney(params.returnId, body),
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  (asked) => payReturn(asked, creditReturn, ({ amount }) => ({ after: { amount } })),
);
