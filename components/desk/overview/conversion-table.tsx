import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { OverviewRange } from "@/lib/desk/overview/overview-range";
import type { WayStep } from "@/lib/desk/overview/read-way-steps.server";
import { WideTable } from "../wide-table";
import { periodText } from "./overview-texts";

type Props = { steps: readonly WayStep[]; range: OverviewRange; locale: Locale };

/** Carts, checkouts begun and paid in each step, by the surfaces that anybody has used. */
export function ConversionTable({ steps, range: { step }, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const surfaces = translator(locale, "desk-orders");
  const count = (number: number) => new Intl.NumberFormat(locale).format(number);
  const isUsed = (place: number) =>
    steps.some(
      ({ now, before }) => (now.surfaces[place]?.begun ?? 0) + (before.surfaces[place]?.begun ?? 0) > 0,
    );
  const used = (steps[0]?.now.surfaces ?? []).flatMap(({ surface }, place) =>
    isUsed(place) ? [{ surface, place, name: surfaces(`surfaces.${surface}`) }] : [],
  );
  const end = "figures text-end whitespace-nowrap";
  return (
    <WideTable label={t("conversion.label", { step })} className="[overflow-wrap:normal]">
      <thead>
        <tr>
          <th scope="col">{t("table.period")}</th>
          <th scope="col" className="text-end">
            {t("conversion.cartsMade")}
          </th>
          {used.flatMap(({ surface, name }) =>
            (["begun", "paid"] as const).map((what) => (
              <th key={`${surface} ${what}`} scope="col" className="text-end max-sm:hidden">
                {name}
                <span className="block font-normal">{t(`conversion.${what}`)}</span>
              </th>
            )),
          )}
          <th scope="col" className="text-end sm:hidden">
            {t("conversion.begun")}
          </th>
          <th scope="col" className="text-end sm:hidden">
            {t("conversion.paid")}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ period, now }) => {
          const all = (what: "begun" | "paid") => now.surfaces.reduce((sum, way) => sum + way[what], 0);
          return (
            <tr key={period.from}>
              <th scope="row">
                {periodText(period, step, locale)}
                {used.length > 1 &&
                  used.map(({ surface, place, name }) => (
                    <span key={surface} className="figures block font-normal sm:hidden">
                      {name} {count(now.surfaces[place]?.begun ?? 0)} /{" "}
                      {count(now.surfaces[place]?.paid ?? 0)}
                    </span>
                  ))}
              </th>
              <td className={end}>{count(now.carts)}</td>
              {used.flatMap(({ surface, place }) =>
                (["begun", "paid"] as const).map((what) => (
                  <td key={`${surface} ${what}`} className={`${end} max-sm:hidden`}>
                    {count(now.surfaces[place]?.[what] ?? 0)}
                  </td>
                )),
              )}
              <td className={`${end} sm:hidden`}>{count(all("begun"))}</td>
              <td className={`${end} sm:hidden`}>{count(all("paid"))}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
