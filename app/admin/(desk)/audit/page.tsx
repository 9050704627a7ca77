import type { Metadata } from "next";
import { Badge, type Tone } from "@/components/desk/badge";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { type AuditOutcome, auditActionKey } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { readAudit } from "@/lib/staff/read-audit.server";

type Props = { searchParams: Promise<{ before?: string | string[] }> };

const TONES: Record<AuditOutcome, Tone> = { asked: "warn", done: "good", refused: "neutral", failed: "bad" };

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk("/admin/audit");
  return { title: translator(locale, "desk")("pages./admin/audit") };
}

export default async function AuditPage({ searchParams }: Props) {
  const { locale } = await enterDesk("/admin/audit");
  const t = translator(locale, "desk");
  const asked = Number((await searchParams).before);
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  const { entries, older } = await readAudit(before);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
  return (
    <>
      <PageHead title={t("pages./admin/audit")} lead={t("audit.lead")} />
      {entries.length === 0 && <p>{t("audit.nothing")}</p>}
      {entries.length > 0 && (
        <WideTable
          columns={[t("audit.when"), t("audit.who"), t("audit.what"), t("audit.about"), t("audit.result")]}
          label={t("pages./admin/audit")}
          className="min-w-3xl"
        >
          <tbody>
            {entries.map((entry) => {
              const outcome = entry.outcome ?? "asked";
              return (
                <tr key={entry.id}>
                  <td className="figures whitespace-nowrap">{time.format(entry.at)}</td>
                  <td>
                    <span className="block">{entry.who}</span>
                    <span className="block text-quiet">{t(`roles.${entry.role}`)}</span>
                    {entry.from && (
                      <span className="block text-quiet">{t("audit.from", { address: entry.from })}</span>
                    )}
                  </td>
                  <td>{t(`audit.actions.${auditActionKey(entry.action)}`)}</td>
                  <td>
                    <span className="block">{t(`audit.subjects.${entry.subjectKind}`)}</span>
                    <span className="figures text-quiet">{entry.subjectId}</span>
                  </td>
                  <td>
                    <Badge tone={TONES[outcome]}>{t(`audit.outcomes.${outcome}`)}</Badge>
                    <pre className="mt-1 max-w-md text-sm whitespace-pre-wrap text-quiet">
                      {JSON.stringify(entry.detail ?? entry.asked)}
                    </pre>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </WideTable>
      )}
      <p className="mt-4 flex gap-4">
        {before !== null && (
          <a href="/admin/audit" className="desk-button">
            {t("audit.newest")}
          </a>
        )}
        {older !== null && (
          <a href={`/admin/audit?before=${older}`} className="desk-button">
            {t("audit.older")}
          </a>
        )}
      </p>
    </>
  );
}
