import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { WideTable } from "../wide-table";
import { rateText } from "./overview-texts";

type Passed = { of: number; passed: number };

type Props = {
  label: string;
  names: { name: string; of: string; passed: string };
  rows: readonly { name: string; now: Passed; before: Passed }[];
  locale: Locale;
};

/** How many of each kind came to the end, beside the range before. */
export function PassedTable({ label, names, rows, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const count = (number: number) => new Intl.NumberFormat(locale).format(number);
  const rate = ({ of, passed }: Passed) => rateText(passed, of, locale) ?? "–";
  const end = "figures text-end whitespace-nowrap";
  return (
    <WideTable
      label={label}
      className="[overflow-wrap:normal]"
      columns={[
        names.name,
        { name: names.of, end: true },
        { name: names.passed, end: true },
        { name: t("share"), end: true },
      ]}
    >
      <tbody>
        {rows.map(({ name, now, before }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={end}>{count(now.of)}</td>
            <td className={end}>{count(now.passed)}</td>
            <td className={end}>
              {rate(now)}
              <span className="block text-sm whitespace-normal text-quiet">
                {t("figures.before", { value: rate(before) })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
