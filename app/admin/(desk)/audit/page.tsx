import { AuditDetail } from "@/components/desk/audit/audit-detail";
import { AuditFilterForm } from "@/components/desk/audit/audit-filter";
import { AuditedThings } from "@/components/desk/audit/audited-thing";
import { Badge, type Tone } from "@/components/desk/badge";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { readAuditQuery } from "@/lib/desk/audit/audit-query";
import { type AuditOutcome, auditActionKey } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { listAuditedStaff, readAudit } from "@/lib/staff/read-audit.server";

const PAGE = "/admin/audit";

const TONES: Record<AuditOutcome, Tone> = { asked: "warn", done: "good", refused: "neutral", failed: "bad" };

export const generateMetadata = () => deskTitle(PAGE);

/** Who changed what. What is asked of the log stands in the address. */
export default async function AuditPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk");
  const { asked, filter, before } = readAuditQuery(await searchParams);
  const [{ entries, older }, people] = await Promise.all([readAudit(filter, before), listAuditedStaff()]);
  const address = (more: Record<string, string>) =>
    `${PAGE}?${new URLSearchParams([
      ...Object.entries(asked).filter(([, value]) => value !== ""),
      ...Object.entries(more),
    ])}`;
  const isFiltered = Object.values(asked).some((value) => value !== "");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "medium", timeZone: shopTimeZone() },
  });
  return (
    <>
      <PageHead title={t(`pages.${PAGE}`)} lead={t("audit.lead")} />
      <AuditFilterForm asked={asked} people={people} locale={locale} />
      {entries.length === 0 && <p>{t(isFiltered ? "audit.none" : "audit.nothing")}</p>}
      {entries.length > 0 && (
        <WideTable
          columns={[t("audit.when"), t("audit.who"), t("audit.what"), t("audit.about"), t("audit.result")]}
          label={t(`pages.${PAGE}`)}
          className="min-w-3xl"
        >
          <tbody>
            {entries.map((entry) => {
              const outcome = entry.outcome ?? "asked";
              return (
                <tr key={entry.id}>
                  <td className="figures whitespace-nowrap">{time.format(entry.at)}</td>
                  <td>
                    <span className="block [overflow-wrap:anywhere]">{entry.who}</span>
                    <span className="block text-quiet">{t(`roles.${entry.role}`)}</span>
                    {entry.from && (
                      <span className="block text-quiet">{t("audit.from", { address: entry.from })}</span>
                    )}
                  </td>
                  <td>{t(`audit.actions.${auditActionKey(entry.action)}`)}</td>
                  <td>
                    <span className="block">{t(`audit.subjects.${entry.subjectKind}`)}</span>
                    <AuditedThings kind={entry.subjectKind} id={entry.subjectId} />
                  </td>
                  <td>
                    <Badge tone={TONES[outcome]}>{t(`audit.outcomes.${outcome}`)}</Badge>
                    <AuditDetail detail={entry.detail ?? entry.asked} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </WideTable>
      )}
      <p className="mt-4 flex gap-4">
        {before !== null && (
          <a href={address({})} className="desk-button">
            {t("audit.newest")}
          </a>
        )}
        {older !== null && (
          <a href={address({ before: String(older) })} className="desk-button">
            {t("audit.older")}
          </a>
        )}
      </p>
    </>
  );
}
