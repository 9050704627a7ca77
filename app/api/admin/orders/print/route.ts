import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { printOrders } from "@/lib/documents/print.server";
import { formOrJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  numbers: bulkNumbers,
  kind: z.enum(["slip", "invoice"]),
  /** Whether orders that can't be printed are left out, and named in the answer. */
  others: z.enum(["refuse", "print"]).optional(),
});

/** Which orders are not in the file, and why: `K7Q4-M2XD not_paid, …`. */
const LEFT_OUT = "X-Left-Out";

/** `{ numbers, kind }` -> one PDF with the packing slips of the orders, or their invoices, of which those are issued that are not yet. */
export const POST = deskChange(
  {
    right: "orders.print",
    action: "order.print",
    body: formOrJson(schema),
    about: ({ body }) => ({ kind: "order", id: body.numbers.join(",") }),
  },
  async ({ body: { numbers, kind, others }, locale }) => {
    const printed = await unlessStripeIsDown(() => printOrders(numbers, kind, others));
    if (!printed) return { ok: false, code: "stripe_unavailable" };
    if (!printed.ok) {
      const message = translator(locale, "sending")(`print.refused.${printed.code}`, {
        number: printed.order,
      });
      return { ok: false, code: printed.code, message, status: printed.code === "unknown_order" ? 404 : 409 };
    }
    const answer = new Response(new Uint8Array(printed.pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="${kind}-${printed.numbers.length > 1 ? "several" : printed.numbers[0]}.pdf"`,
        "Cache-Control": "no-store",
        ...(printed.left.length > 0 && {
          [LEFT_OUT]: printed.left.map(({ order, code }) => `${order} ${code}`).join(", "),
        }),
      },
    });
    return { ok: true, after: { kind, printed: printed.numbers, left: printed.left }, answer };
  },
);
