import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import type { Count, Facet, FacetValue, ListFacets } from "@/lib/catalog/list-facets.server";
import type { ListingQuery } from "@/lib/catalog/listing";
import { type FacetChoice, FacetChoices } from "./facet-choices";

type Props = { found: ListFacets; query: ListingQuery; locale: Locale };

/** A formatter holds memory that is given back late, and a page has dozens of counts. There are as many as languages. */
const formatters = new Map<Locale, Intl.NumberFormat>();

/** "12", or "12+" when not all goods were counted; nothing when none of those counted has it. */
export function countText({ count, isLeast }: Count, locale: Locale): string {
  if (isLeast && count === 0) return "";
  const formatter = formatters.get(locale) ?? new Intl.NumberFormat(locale);
  formatters.set(locale, formatter);
  return `${formatter.format(count)}${isLeast ? "+" : ""}`;
}

/** What is not in the bar: closed until a shopper opens it, so that goods come first on a phone. */
export async function ListingFilters({ found, query, locale, currency }: Props & { currency: Currency }) {
  const t = await getTranslations({ locale, namespace: "catalog" });
  const chosen =
    Object.values(query.options).flat().length +
    [query.within, query.min, query.max].filter((one) => one !== null).length;
  return (
    <details open={chosen > 0} className="order-first open:w-full">
      <summary className="flex min-h-10 w-fit cursor-pointer items-center gap-2 rounded-full border border-edge px-4 select-none hover:border-ink">
        <span>{chosen > 0 ? t("filtersChosen", { count: chosen }) : t("moreFilters")}</span>
      </summary>
      <div className="grid gap-x-10 gap-y-6 pt-5 sm:grid-cols-2 lg:grid-cols-4">
        {found.categories.length > 0 && (
          <Within found={found} query={query} locale={locale} label={t("category")} all={t("anyCategory")} />
        )}
        {found.facets.map((facet) => (
          <Axis key={facet.axis} facet={facet} locale={locale} />
        ))}
        <fieldset>
          <legend className="mb-2 text-quiet">{t("priceIn", { currency: currency.toUpperCase() })}</legend>
          <div className="flex items-center gap-2">
            <Amount name="min" label={t("priceFrom")} value={query.min} />
            <span aria-hidden="true">–</span>
            <Amount name="max" label={t("priceTo")} value={query.max} />
          </div>
        </fieldset>
        <div className="self-end">
          <Button type="submit" variant="secondary">
            {t("apply")}
          </Button>
        </div>
      </div>
    </details>
  );
}

function Axis({ facet, locale }: { facet: Facet; locale: Locale }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-quiet">{inLocale(facet.name, locale)}</legend>
      <FacetChoices axis={facet.axis} choices={facet.values.map((value) => choiceOf(value, locale))} />
    </fieldset>
  );
}

const choiceOf = (value: FacetValue, locale: Locale): FacetChoice => ({
  value: value.value,
  name: inLocale(value.label, locale),
  count: countText(value, locale),
  ...(value.chosen && { chosen: true }),
  ...(value.swatch && { swatch: value.swatch }),
});

function Within({ found, query, locale, label, all }: Props & { label: string; all: string }) {
  return (
    <label className="block">
      <span className="mb-2 block text-quiet">{label}</span>
      <select
        name="in"
        defaultValue={query.within ?? ""}
        className="min-h-10 w-full max-w-72 rounded-full border border-edge bg-ground px-4 text-base text-ink"
      >
        <option value="">{all}</option>
        {found.categories.map((one) => (
          <option key={one.value} value={one.value}>
            {[inLocale(one.label, locale), countText(one, locale)].filter(Boolean).join(" · ")}
          </option>
        ))}
      </select>
    </label>
  );
}

function Amount({ name, label, value }: { name: "min" | "max"; label: string; value: number | null }) {
  return (
    <input
      type="text"
      inputMode="decimal"
      name={name}
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ""}
      className="figures min-h-10 w-24 rounded-full border border-edge bg-ground px-4 text-base text-ink placeholder:text-quiet"
    />
  );
}
