import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ProductId } from "@/lib/base/ids";
import type { GoodsChange, StripeStep } from "./goods-changes";
import { issueInWords } from "./issue-words.server";
import type { Reader } from "./last-saves.server";
import type { Conflict } from "./merge-form.server";
import { conflictsInWords, othersInWords } from "./merge-words.server";
import type { Merged, RefusedGoods } from "./save-goods.server";
import { changeInWords, stepInWords } from "./words.server";

/** Why a form is not saved, in words, with the names of its wrong fields. */
export async function refuseGoods(refused: RefusedGoods, productId: ProductId | null, reader: Reader) {
  const { code } = refused;
  const { locale } = reader;
  if (code === "not_found") return { ok: false as const, code };
  if (code === "goods_changed") return refuseChanged(refused.conflicts, productId, reader);
  const each = refusedEach(refused, locale);
  const message = each
    .map(({ message }) => message)
    .slice(0, 5)
    .join(" · ");
  const fields = each.flatMap(({ field }) => field ?? []);
  const other = translator(locale, "desk-goods")("problems.other");
  return { ok: false as const, code, message: message || other, status: 409, fields, each };
}

/** Who changed the same meanwhile, and what. */
async function refuseChanged(
  conflicts: readonly Conflict[] | null,
  productId: ProductId | null,
  reader: Reader,
) {
  const t = translator(reader.locale, "desk-goods");
  const refused = { ok: false as const, code: "goods_changed" as const, status: 409 };
  if (!conflicts || productId === null) return { ...refused, message: t("changedMeanwhile") };
  const told = await conflictsInWords(conflicts, productId, reader);
  const what = told.map(({ what }) => what).join(", ");
  return {
    ...refused,
    message: t("changedBy", { what }),
    fields: told.flatMap(({ names }) => names),
    each: told.flatMap(({ names, theirs, by }) =>
      names.map((field) => ({ field, message: t("merge.other", { theirs, by }) })),
    ),
    conflicts: told,
  };
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
export const lookInWords = async (
  look: { changes: GoodsChange[]; steps: StripeStep[]; merged: Merged },
  productId: ProductId,
  reader: Reader,
) => ({
  changes: look.changes.map((change) => changeInWords(change, reader.locale)),
  steps: look.steps.map((step) => stepInWords(step, reader.locale)),
  others: await othersInWords(look.merged.others, productId, reader),
});
