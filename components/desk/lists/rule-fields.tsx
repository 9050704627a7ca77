import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { ownCurrency } from "@/lib/currencies/sold";
import type { CollectionRule } from "@/lib/db/schema/catalog";
import { allCategories } from "@/lib/desk/goods/categories.server";
import { TextField } from "../field";

type Props = { rule: CollectionRule; locale: Locale };

/** The rule of a collection. What is empty asks for nothing. */
export async function RuleFields({ rule, locale }: Props) {
  const t = translator(locale, "desk-lists");
  const own = ownCurrency();
  const currency = own.toUpperCase();
  const amount = (minor: number | undefined) => (minor === undefined ? "" : writePrice(minor, own));
  const categories = await allCategories(locale);
  return (
    <div className="grid gap-3">
      <p className="text-quiet">{t("rule.lead")}</p>
      <TextField
        label={t("rule.tags")}
        hint={t("rule.commas")}
        name="tags"
        maxLength={2_000}
        autoComplete="off"
        defaultValue={(rule.tags ?? []).join(", ")}
      />
      <TextField
        label={t("rule.vendors")}
        hint={t("rule.commas")}
        name="vendors"
        maxLength={2_000}
        autoComplete="off"
        defaultValue={(rule.vendors ?? []).join(", ")}
      />
      <fieldset>
        <legend className="mb-1 font-medium">{t("rule.categories")}</legend>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard */}
        <div tabIndex={0} className="grid max-h-48 gap-1 overflow-y-auto rounded-lg border border-line p-3">
          {categories.map(({ slug, name }) => (
            <label key={slug} className="flex items-center gap-2">
              <input
                type="checkbox"
                name={`categories.${slug}`}
                value="on"
                defaultChecked={rule.categories?.includes(slug)}
                className="size-4.5 shrink-0"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t("rule.min", { currency })}
          name="minAmount"
          inputMode="decimal"
          defaultValue={amount(rule.minAmount)}
        />
        <TextField
          label={t("rule.max", { currency })}
          name="maxAmount"
          inputMode="decimal"
          defaultValue={amount(rule.maxAmount)}
        />
        <TextField
          label={t("rule.days")}
          name="newerThanDays"
          inputMode="numeric"
          defaultValue={rule.newerThanDays ?? ""}
        />
      </div>
      <label className="flex items-center gap-2">
        <input type="checkbox" name="onSale" value="on" defaultChecked={rule.onSale} className="size-5" />
        {t("rule.onSale")}
      </label>
    </div>
  );
}
