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
import type { lookAtGoods } from "./save-goods.server";
import { changeInWords, stepInWords } from "./words.server";

type Refused = Extract<Awaited<ReturnType<typeof lookAtGoods>>, { ok: false }>;

/** Why a form is not saved, in words, with the names of its wrong fields. */
export async function refuseGoods(refused: Refused, productId: ProductId | null, locale: Locale) {
  const { code } = refused;
  if (code === "not_found") return { ok: false as const, code };
  const message =
    code === "goods_changed"
      ? await changedMessage(refused.fields, productId, locale)
      : refusedMessage(refused, locale);
  return { ok: false as const, code, message, status: 409 };
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

function refusedMessage(
  { issues, problems }: Extract<Refused, { code: "goods_refused" }>,
  locale: Locale,
): string {
  const t = translator(locale, "desk-goods");
  const own = problems.map(({ code }) => t(`problems.${code}`));
  // The import's own words are English, as its codes are what docs explain.
  const others = issues.map(({ code, message }) => `${message} (${code})`);
  return [...own, ...others].slice(0, 5).join(" · ") || t("problems.other");
}

/** What the browser shows before somebody confirms. */
export const lookInWords = (look: { changes: GoodsChange[]; steps: StripeStep[] }, locale: Locale) => ({
  changes: look.changes.map((change) => changeInWords(change, locale)),
  steps: look.steps.map((step) => stepInWords(step, locale)),
});
