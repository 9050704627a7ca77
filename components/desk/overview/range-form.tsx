import { ChoiceLinks } from "@/components/desk/choice-links";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { Currency } from "@/lib/base/money";
import { addDays, addMonths } from "@/lib/desk/overview/days";
import { type OverviewRange, overviewParams, STEPS } from "@/lib/desk/overview/overview-range";
import { ChoiceField, TextField } from "../field";

type Props = { range: OverviewRange; currencies: readonly Currency[]; today: string; locale: Locale };

/** The ranges that are asked for most. */
const presets = (today: string) =>
  [
    ["days7", { step: "day", from: addDays(today, -6) }],
    ["days30", { step: "day", from: addDays(today, -29) }],
    ["weeks13", { step: "week", from: addDays(today, -90) }],
    ["months12", { step: "month", from: addMonths(`${today.slice(0, 7)}-01`, -11) }],
  ] as const;

/** Which days are shown, and by what step, as a form and links that work without a script. */
export function RangeForm({ range, currencies, today, locale }: Props) {
  const t = translator(locale, "desk-overview");
  return (
    <search className="mb-6 grid gap-3">
      <ChoiceLinks
        label={t("range.label")}
        choices={presets(today).map(([name, preset]) => {
          const query = overviewParams({ ...preset, to: today, currency: range.currency });
          return {
            href: `/admin/overview?${query}`,
            name: t(`range.presets.${name}`),
            isHere: query.toString() === overviewParams(range).toString(),
          };
        })}
        className=""
      />
      <form
        key={overviewParams(range).toString()}
        action="/admin/overview"
        className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
      >
        <TextField label={t("range.from")} name="from" type="date" defaultValue={range.from} max={today} />
        <TextField label={t("range.to")} name="to" type="date" defaultValue={range.to} max={today} />
        <ChoiceField label={t("range.step")} name="step" defaultValue={range.step}>
          {STEPS.map((step) => (
            <option key={step} value={step}>
              {t(`steps.${step}`)}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label={t("range.currency")} name="currency" defaultValue={range.currency}>
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code.toUpperCase()}
            </option>
          ))}
        </ChoiceField>
        <button type="submit" className="desk-button max-sm:col-span-2">
          {t("range.show")}
        </button>
      </form>
    </search>
  );
}
