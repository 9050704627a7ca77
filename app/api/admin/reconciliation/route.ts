import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { compareDays } from "@/lib/desk/reconciliation/compare-shortly.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const day = z.iso.date();
const schema = z.strictObject({ from: day, to: day });

/** `{ from, to }`: begins to compare these days with Stripe, the last one included. */
export const POST = deskChange(
  {
    right: "books.repair",
    action: "books.compare",
    body: json(schema),
    about: ({ body: { from, to } }) => ({ kind: "books", id: `${from} ${to}` }),
  },
  async ({ staff, body: { from, to }, locale }) => {
    const refuse = (code: "comparison_days" | "comparison_runs") => ({
      ...{ ok: false as const, code, status: 409 },
      message: translator(locale, "desk-books")(`compare.refusals.${code}`),
    });
    if (from > to) return refuse("comparison_days");
    const id = await compareDays({ first: from, last: to }, staff.name);
    if (id === null) return refuse("comparison_runs");
    return { ok: true, after: { comparison: id }, answer: { comparison: id } };
  },
);
