import { endComparison } from "@/lib/books/reconcile/work-on.server";
import { db } from "@/lib/db/client";
import { workOnShortly } from "@/lib/desk/reconciliation/compare-shortly.server";
import { comparisonParams } from "@/lib/desk/reconciliation/inputs";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const common = {
  right: "books.repair",
  params: comparisonParams,
  body: "none",
  about: ({ params }: { params: { comparisonId: number } }) =>
    ({ kind: "books", id: String(params.comparisonId) }) as const,
} as const;

/** Works on a comparison that is under way, for a short time. */
export const POST = deskChange({ ...common, action: "books.compare_on" }, async () => {
  const pages = await workOnShortly();
  if (pages === null) return { ok: false, code: "stripe_unavailable" };
  return { ok: true, after: { pages }, answer: { pages } };
});

/** Ends a comparison that is under way. What it found stays. */
export const DELETE = deskChange(
  { ...common, action: "books.end_compare" },
  async ({ staff, params: { comparisonId } }) =>
    (await endComparison(db(), comparisonId, staff.name))
      ? { ok: true, after: { ended: true } }
      : { ok: false, code: "not_found" },
);
