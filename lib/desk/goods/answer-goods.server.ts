import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ProductId } from "@/lib/base/ids";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { auditEntries, staff } from "@/lib/db/schema";
import { GOODS_FIELDS, type GoodsChange, type StripeStep } from "./goods-changes";
import { issueInWords } from "./issue-words.server";
import type { RefusedGoods } from "./save-goods.server";
import { changeInWords, stepInWords } from "./words.server";

/** Why a form is not saved, in words, with the names of its wrong fields. */
export async function refuseGoods(refused: RefusedGoods, productId: ProductId | null, locale: Locale) {
  const { code } = refused;
  if (code === "not_found") return { ok: false as const, code };
  if (code === "goods_changed") {
    const message = await changedMessage(refused.fields, productId, locale);
    return { ok: false as const, code, message, status: 409 };
  }
  const each = refusedEach(refused, locale);
  const message = each
    .map(({ message }) => message)
    .slice(0, 5)
    .join(" · ");
  const fields = each.flatMap(({ field }) => field ?? []);
  const other = translator(locale, "desk-goods")("problems.other");
  return { ok: false as const, code, message: message || other, status: 409, fields, each };
}

/** Who saved meanwhile, and what. Where the log names nobody it was an import, Stripe, or the database. */
async function changedMessage(
  fields: readonly string[],
  productId: ProductId | null,
  locale: Locale,
): Promise<string> {
  const t = translator(locale, "desk-goods");
  const [last] = await db()
    .select({ at: auditEntries.at, name: staff.name, email: staff.email })
    .from(auditEntries)
    .innerJoin(staff, eq(staff.id, auditEntries.staffId))
    .where(
      and(
        eq(auditEntries.subjectKind, "goods"),
        eq(auditEntries.subjectId, productId ?? ""),
        eq(auditEntries.action, "goods.save"),
        eq(auditEntries.outcome, "done"),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  const what = fields.map((field) => fieldInWords(field, locale)).join(", ") || t("everything");
  return last
    ? t("changedBy", { who: last.name || last.email, when: minuteIn(last.at, shopTimeZone()), what })
    : t("changedMeanwhile", { what });
}

function fieldInWords(field: string, locale: Locale): string {
  const t = translator(locale, "desk-goods");
  if (field.startsWith("variant ")) return t("variantOf", { sku: field.slice("variant ".length) });
  const key = GOODS_FIELDS.find((name) => name === field);
  return key ? t(`fields.${key}`) : field;
}

/** What is wrong, field by field. */
function refusedEach({ issues, problems }: Extract<RefusedGoods, { code: "goods_refused" }>, locale: Locale) {
  const t = translator(locale, "desk-goods");
  return [
    ...problems.map(({ field, code }) => ({ field, message: t(`problems.${code}`) })),
    ...issues.map((issue) => ({ field: issue.field, message: issueInWords(issue, locale) })),
  ];
}

/** What the browser shows before somebody confirms. */
export const lookInWords = (look: { changes: GoodsChange[]; steps: StripeStep[] }, locale: Locale) => ({
  changes: look.changes.map((change) => changeInWords(change, locale)),
  steps: look.steps.map((step) => stepInWords(step, locale)),
});
