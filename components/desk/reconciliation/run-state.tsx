import type { ReactNode } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ComparisonRun } from "@/lib/books/reconcile/read.server";
import { shopTimeZone } from "@/lib/config/shop";
import { COMPARED } from "@/lib/model/reconciliation";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Facts, Section } from "../section";
import { RunWatch } from "./run-watch";

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type Props = {
  run: ComparisonRun;
  found: number;
  open: number;
  mayRepair: boolean;
  locale: Locale;
  children?: ReactNode;
};

/** How far a comparison is, and how it ended. */
export function RunState({ run, found, open, mayRepair, locale, children }: Props) {
  const t = translator(locale, "desk-books");
  const timeZone = shopTimeZone();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const lastDay = new Date(run.toAt.getTime() - 1);
  const isOpen = run.endedAt === null;
  const counts = COMPARED.map((name) => ({
    label: capitalized(t(`compare.compared.${name}`)),
    value: String(run.counts[name] ?? 0),
  }));
  const foreign = run.counts.foreign ?? 0;
  const ended = run.endedBy
    ? t("compare.endedBy", { name: run.endedBy })
    : found === 0
      ? t("compare.none")
      : t("compare.found", { found, open });
  return (
    <Section title={t("compare.days", { from: day.format(run.fromAt), to: day.format(lastDay) })}>
      <p
        role="status"
        className={`mb-3 ${isOpen ? "" : found === 0 && !run.endedBy ? "text-good" : open > 0 ? "text-bad" : ""}`}
      >
        {isOpen
          ? t("compare.working", {
              what: t(`compare.compared.${run.stage}`),
              reached: run.reachedAt ? time.format(run.reachedAt) : "—",
            })
          : ended}
      </p>
      <Facts
        facts={[
          ...counts,
          ...(foreign > 0 ? [{ label: capitalized(t("compare.foreign")), value: String(foreign) }] : []),
          { label: t("compare.begun"), value: `${time.format(run.createdAt)}, ${run.startedBy}` },
          { label: t("compare.ended"), value: run.endedAt && time.format(run.endedAt) },
        ]}
      />
      {isOpen && <RunWatch />}
      {isOpen && mayRepair && (
        <div className="mt-3 flex flex-wrap gap-2">
          <DeskForm action={`/api/admin/reconciliation/${run.id}`} texts={formTexts(locale)}>
            <button type="submit" className="desk-button">
              {t("compare.on")}
            </button>
          </DeskForm>
          <DeskForm method="DELETE" action={`/api/admin/reconciliation/${run.id}`} texts={formTexts(locale)}>
            <button type="submit" className="desk-button">
              {t("compare.end")}
            </button>
          </DeskForm>
        </div>
      )}
      {children}
    </Section>
  );
}
