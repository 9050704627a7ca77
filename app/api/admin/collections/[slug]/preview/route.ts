import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { collectionForm, ruleOf } from "@/lib/desk/lists/collections.server";
import { listParams } from "@/lib/desk/lists/list-form";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { goodsOfRule } from "@/lib/desk/lists/rule-preview.server";
import { longJson } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Says which goods a rule takes now. */
export const POST = deskTrial(
  { right: "goods.edit", params: listParams, body: longJson(collectionForm) },
  async ({ body, locale }) => {
    const read = ruleOf({ ...body, kind: "rule" });
    if (!read.ok) return refuseList(read, locale);
    const { goods, count, isMore } = await goodsOfRule(read.rule ?? {});
    const t = translator(locale, "desk-lists");
    const title = isMore ? t("rule.takesMore", { count }) : t("rule.takes", { count });
    return { ok: true, title, goods: goods.map(({ name }) => inLocale(name, locale)) };
  },
);
