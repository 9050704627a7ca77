import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { repairAll, repairOne } from "@/lib/desk/reconciliation/compare-shortly.server";
import { comparisonParams } from "@/lib/desk/reconciliation/inputs";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  difference: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(""),
});

/** `{ difference }`: repairs it; without it all that can be repaired, for a short time. */
export const POST = deskChange(
  {
    right: "books.repair",
    action: "books.repair",
    params: comparisonParams,
    body: json(schema),
    about: ({ params, body: { difference } }) => ({
      kind: "books",
      id: difference === "" ? `comparison ${params.comparisonId}` : `difference ${difference}`,
    }),
  },
  async ({ staff, params: { comparisonId }, body: { difference }, locale }) => {
    if (difference === "") {
      const done = await repairAll(comparisonId, staff.name);
      return done === null
        ? { ok: false, code: "stripe_unavailable" }
        : { ok: true, after: done, answer: done };
    }
    const result = await repairOne({ id: Number(difference), of: comparisonId, by: staff.name });
    if (result === null) return { ok: false, code: "stripe_unavailable" };
    if (result === "not_found") return { ok: false, code: result };
    if (result === "repaired") return { ok: true, after: { difference }, answer: {} };
    return {
      ...{ ok: false, code: result, status: 409 },
      message: translator(locale, "desk-books")(`compare.refusals.${result}`),
    };
  },
);
