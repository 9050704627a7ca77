import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ImportReport } from "@/lib/catalog/import/import-report";
import { issueInWords } from "@/lib/desk/goods/issue-words.server";
import { importChangeInWords } from "@/lib/desk/imports/change-words.server";
import { Facts, Section } from "../section";
import { WideTable } from "../wide-table";

type Props = { report: ImportReport; isWritten: boolean; locale: Locale };

/** What a file of goods changes, and what of it is refused, with line and column. */
export function ImportFound({ report, isWritten, locale }: Props) {
  const t = translator(locale, "desk-imports");
  const { products, variants, categories, collections, pictures, videos } = report;
  const three = (count: { added: number; changed: number; unchanged: number }) =>
    count.added + count.changed + count.unchanged === 0 ? null : t("three", count);
  const files = (count: { missing: number; brought: number }) =>
    count.missing > 0
      ? t("toFetch", { count: count.missing })
      : count.brought > 0
        ? t("fetched", { count: count.brought })
        : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Section title={t(isWritten ? "written" : "would")}>
        <Facts
          facts={[
            { label: t("rows"), value: String(report.rows) },
            { label: t("goods"), value: three(products) },
            { label: t("variants"), value: t("two", variants) },
            { label: t("categories"), value: three(categories) },
            { label: t("collections"), value: three(collections) },
            { label: t("pictures"), value: files(pictures) },
            { label: t("videos"), value: files(videos) },
            { label: t("unnamed"), value: pictures.unnamed > 0 ? String(pictures.unnamed) : null },
          ]}
        />
      </Section>
      {report.issues.length > 0 && (
        <Section title={t("refusedTitle", { count: report.issueCount })}>
          <WideTable
            label={[t("line"), t("column"), t("why")].join(", ")}
            columns={[{ name: t("line"), end: true }, t("column"), t("why")]}
          >
            <tbody>
              {report.issues.map(({ line, column, code, message, about }) => (
                <tr key={`${line} ${column} ${code} ${message}`}>
                  <td className="figures text-end">{line > 0 ? line : ""}</td>
                  <td className="figures">{column}</td>
                  <td className="[overflow-wrap:anywhere]">
                    {issueInWords({ code, about: about ?? "" }, locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
          {report.issueCount > report.issues.length && (
            <p className="mt-2 text-quiet">
              {t("more", { count: report.issueCount - report.issues.length })}
            </p>
          )}
        </Section>
      )}
      {report.changes.length > 0 && (
        <Section title={t("changesTitle", { count: report.changeCount })}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard */}
          <ul tabIndex={0} className="max-h-96 overflow-y-auto text-sm [overflow-wrap:anywhere]">
            {report.changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same
              <li key={index} className="border-b border-line py-1">
                {importChangeInWords(change, locale)}
              </li>
            ))}
          </ul>
          {report.changeCount > report.changes.length && (
            <p className="mt-2 text-quiet">
              {t("more", { count: report.changeCount - report.changes.length })}
            </p>
          )}
        </Section>
      )}
    </div>
  );
}
