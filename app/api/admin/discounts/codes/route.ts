import { discountRefusal } from "@/lib/desk/discounts/discount-words.server";
import { codesAsCsv, codesBody, makeOneTimeCodes } from "@/lib/desk/discounts/one-time-codes.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Makes codes that each work once, and answers them as CSV. */
export const POST = deskChange(
  {
    right: "discounts.edit",
    action: "discount.codes",
    body: json(codesBody),
    about: ({ body }) => ({ kind: "discount", id: body.prefix.toUpperCase() }),
  },
  async ({ body, locale }) => {
    const made = await makeOneTimeCodes(body);
    if (!made.ok) return discountRefusal({ ...made, code: "discount_refused" }, locale);
    return { ok: true, after: { count: made.codes.length }, answer: { csv: codesAsCsv(made.codes) } };
  },
);
