import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { GOODS_STATES, type readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { ChoiceField, TextField } from "../field";

type Props = {
  action: string;
  filter: ReturnType<typeof readGoodsFilter>;
  categories: readonly { slug: string; name: string }[];
  locale: Locale;
};

/** What goods are asked for. It stands in the address. */
export function GoodsFilter({ action, filter, categories, locale }: Props) {
  const t = translator(locale, "desk-goods");
  return (
    <search className="mb-4">
      <form
        action={action}
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto_auto]"
      >
        <TextField
          label={t("search")}
          name="q"
          type="search"
          placeholder={t("searchHint")}
          defaultValue={filter.q ?? ""}
        />
        <ChoiceField label={t("columns.state")} name="state" defaultValue={filter.state ?? ""}>
          <option value="">{t("all")}</option>
          {GOODS_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label={t("category")} name="category" defaultValue={filter.category ?? ""}>
          <option value="">{t("all")}</option>
          {categories.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </ChoiceField>
        <label className="flex items-center gap-2 py-2">
          <input
            type="checkbox"
            name="low"
            value="1"
            defaultChecked={filter.low !== null}
            className="size-5"
          />
          {t("low")}
        </label>
        <button type="submit" className="desk-button">
          {t("show")}
        </button>
      </form>
    </search>
  );
}
