import Link from "next/link";
import { DeskForm } from "@/components/desk/desk-form";
import { TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { DifferenceTable } from "@/components/desk/reconciliation/difference-table";
import { RunState } from "@/components/desk/reconciliation/run-state";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { daysOfMonths, monthOf } from "@/lib/books/period";
import { readComparison } from "@/lib/books/reconcile/read.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { isRepairable } from "@/lib/model/reconciliation";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/reconciliation";

export const generateMetadata = () => deskTitle(PAGE);

const numberIn = (value: unknown): number | null =>
  typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : null;

/** What the store and Stripe say of the same payments, and what differs. */
export default async function ReconciliationPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const asked = await searchParams;
  const { run, found, open, listed, after, earlier } = await readComparison(db(), {
    id: numberIn(asked.comparison),
    after: numberIn(asked.after) ?? 0,
  });
  const mayRepair = hasRight(role, "books.repair");
  const t = translator(locale, "desk-books");
  const timeZone = shopTimeZone();
  const days = daysOfMonths(monthOf(new Date(), timeZone));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const others = earlier.filter(({ id }) => id !== run?.id);
  const canRepairSome = listed.some(
    ({ kind, orderId, repairedAt }) => isRepairable(kind) && orderId && !repairedAt,
  );
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("compare.lead")} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {mayRepair && (
          <DeskForm
            action="/api/admin/reconciliation"
            then={PAGE}
            texts={formTexts(locale)}
            className="flex flex-wrap items-end gap-2"
          >
            <TextField label={t("vat.from")} name="from" type="date" defaultValue={days.first} required />
            <TextField label={t("vat.to")} name="to" type="date" defaultValue={days.last} required />
            <button type="submit" className="desk-button">
              {t("compare.start")}
            </button>
          </DeskForm>
        )}
        {run ? (
          <RunState run={run} found={found} open={open} mayRepair={mayRepair} locale={locale}>
            {mayRepair && canRepairSome && (
              <DeskForm
                action={`/api/admin/reconciliation/${run.id}/repairs`}
                texts={formTexts(locale)}
                className="mt-3"
              >
                <button type="submit" className="desk-button">
                  {t("compare.repairAll")}
                </button>
              </DeskForm>
            )}
          </RunState>
        ) : (
          <p>{t("compare.never")}</p>
        )}
        {run && listed.length > 0 && (
          <Section title={t("compare.differences")}>
            <DifferenceTable differences={listed} mayRepair={mayRepair} locale={locale} />
            {after && (
              <p className="mt-4">
                <Link href={`${PAGE}?comparison=${run.id}&after=${after}`} className="desk-button">
                  {t("compare.more")}
                </Link>
              </p>
            )}
          </Section>
        )}
        {others.length > 0 && (
          <Section title={t("compare.earlier")}>
            <ul className="grid gap-1">
              {others.map(({ id, fromAt, toAt, createdAt }) => (
                <li key={id}>
                  <Link
                    href={`${PAGE}?comparison=${id}`}
                    prefetch={false}
                    className="underline underline-offset-4"
                  >
                    {t("compare.days", {
                      from: day.format(fromAt),
                      to: day.format(new Date(toAt.getTime() - 1)),
                    })}
                  </Link>{" "}
                  <span className="text-quiet">{time.format(createdAt)}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}
