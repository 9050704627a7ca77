import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { GroupLines } from "@/components/desk/books/group-lines";
import { MovementTable } from "@/components/desk/books/movement-table";
import { PayoutState, unreadText } from "@/components/desk/books/payout-words";
import { PageHead } from "@/components/desk/page-head";
import { Facts, Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { BOOK_GROUPS } from "@/lib/books/groups";
import { isInPayout, listMovements, readPayout } from "@/lib/books/read-payouts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/books/[payoutId]";

export async function generateMetadata({ params }: PageProps<typeof PAGE>): Promise<Metadata> {
  const { payoutId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/books/${payoutId}`);
  return { title: translator(locale, "desk")("pages./admin/books") };
}

/** One payout: what is in it, and how that adds up. */
export default async function PayoutPage({ params, searchParams }: PageProps<typeof PAGE>) {
  const { payoutId } = await params;
  const { after: asked } = await searchParams;
  const { locale } = await enterDesk(PAGE, `/admin/books/${payoutId}`);
  const found = await readPayout(db(), payoutId);
  if (!found) notFound();
  const { payout, groups, unexplained } = found;
  const { currency, amount } = payout;
  const { movements, after } = await listMovements(
    db(),
    isInPayout(payoutId),
    typeof asked === "string" ? asked : null,
  );
  const t = translator(locale, "desk-books");
  const money = (value: number) => formatMoney(value, currency, locale);
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const bankDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <>
      <PageHead title={t("one.title", { amount: money(amount) })} lead={payoutId}>
        <Link href="/admin/books" className="desk-button">
          {t("one.back")}
        </Link>
      </PageHead>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Section title={t("one.sums")}>
          <Facts
            facts={[
              { label: t("columns.state"), value: <PayoutState status={payout.status} t={t} /> },
              { label: t("columns.made"), value: time.format(payout.createdAt) },
              { label: t("columns.arrives"), value: bankDay.format(payout.arrivesAt) },
            ]}
          />
          {payout.failureCode && (
            <p className="mt-3 text-bad">
              {t("one.failed", { reason: payout.failureCode.replaceAll("_", " ") })}
            </p>
          )}
          <div className="mt-4">
            {groups ? (
              <GroupLines
                groups={groups}
                shown={BOOK_GROUPS}
                after={[{ label: t("one.total"), amount }]}
                currency={currency}
                locale={locale}
              >
                <p className={`mt-3 ${unexplained ? "text-bad" : "text-good"}`}>
                  {unexplained ? t("one.unexplained", { amount: money(unexplained) }) : t("one.exact")}
                </p>
              </GroupLines>
            ) : (
              <p>{unreadText(payout, t)}</p>
            )}
          </div>
        </Section>
        {movements.length > 0 && (
          <Section title={t("one.movements")}>
            <MovementTable label={t("one.movements")} movements={movements} locale={locale} />
            {after && (
              <p className="mt-4">
                <Link href={`/admin/books/${payoutId}?after=${after}`} className="desk-button">
                  {t("more")}
                </Link>
              </p>
            )}
          </Section>
        )}
      </div>
    </>
  );
}
