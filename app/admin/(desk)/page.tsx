import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "@/components/desk/badge";
import { PageHead } from "@/components/desk/page-head";
import { ReturnList } from "@/components/desk/returns/return-list";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { countFailures } from "@/lib/desk/failures/count-failures.server";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { countAsides } from "@/lib/desk/picking/asides.server";
import { ordersToPick } from "@/lib/desk/picking/choose-orders.server";
import { listReturns } from "@/lib/desk/returns/list-returns.server";
import { hasRight } from "@/lib/model/staff";
import { ordersWithOpenChange } from "@/lib/orders/merchant/open-change.server";
import { listWaitingOrders } from "@/lib/orders/merchant/waiting-orders.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { listWaitingApprovals } from "@/lib/staff/second-person.server";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk("/admin");
  return { title: translator(locale, "desk")("pages./admin") };
}

const MOST_COUNTED = 100;

/** What waits for a person, oldest first. */
export default async function TodayPage() {
  const { locale, role } = await enterDesk("/admin");
  const t = translator(locale, "desk");
  const reasons = translator(locale, "merchant");
  const states = translator(locale, "orders");
  const decisions = translator(locale, "decisions");
  const { matters, total } = await listWaitingOrders();
  const approvals = hasRight(role, "orders.refund") ? await listWaitingApprovals() : [];
  const aside = hasRight(role, "orders.send") ? await countAsides() : 0;
  const toSend = hasRight(role, "orders.send") ? (await ordersToPick(MOST_COUNTED + 1)).length : 0;
  const failed = hasRight(role, "system.read") ? await countFailures() : 0;
  const { goods: low, after: moreLow } = await listGoods(readGoodsFilter({ low: "1" }));
  const mayDecide = hasRight(role, "orders.decide");
  const changing = (await ordersWithOpenChange(db())).length;
  const { returns } = await listReturns("waiting", null);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  return (
    <>
      <PageHead
        title={t("pages./admin")}
        lead={total === 0 ? t("today.nothing") : t("today.lead", { total })}
      />
      {toSend > 0 && (
        <p className="mb-4">
          <Link href="/admin/orders/pick" className="underline underline-offset-4">
            {toSend > MOST_COUNTED
              ? t("today.toSendMore", { total: MOST_COUNTED })
              : t("today.toSend", { total: toSend })}
          </Link>
        </p>
      )}
      {low.length > 0 && (
        <p className="mb-4">
          <Link href="/admin/goods?low=1" className="underline underline-offset-4">
            {t(moreLow ? "today.lowMore" : "today.low", { total: low.length })}
          </Link>
        </p>
      )}
      {failed > 0 && (
        <p className="mb-4">
          <Link href="/admin/failures" className="underline underline-offset-4">
            {t("today.failed", { total: failed })}
          </Link>
        </p>
      )}
      {matters.length > 0 && (
        <WideTable
          columns={[
            t("today.order"),
            t("today.state"),
            t("today.why"),
            t("today.placed"),
            { name: t("today.total"), end: true },
          ]}
          label={t("pages./admin")}
          className="min-w-2xl"
        >
          <tbody>
            {matters.map((matter) => (
              <tr key={matter.number}>
                <th scope="row" className="figures">
                  <Link href={`/admin/orders/${matter.number}`} className="underline underline-offset-4">
                    {matter.number}
                  </Link>
                </th>
                <td>
                  <Badge tone="warn">{states(`status.${matter.status}`)}</Badge>
                </td>
                <td>
                  <ul>
                    {matter.reasons.map(({ reason, expected, actual }) => (
                      <li key={`${reason} ${actual}`}>
                        {reasons(`reasons.${reason}.why`)}
                        {actual && (
                          <span className="block text-quiet">
                            {expected
                              ? decisions("found", { expected, actual })
                              : decisions("got", { actual })}
                          </span>
                        )}
                      </li>
                    ))}
                    {mayDecide && matter.reasons.length > 0 && (
                      <li>
                        <Link
                          href={`/admin/orders/${matter.number}/decide`}
                          prefetch={false}
                          aria-label={decisions("title", { number: matter.number })}
                          className="underline underline-offset-4"
                        >
                          {translator(locale, "desk-orders")("one.decide")}
                        </Link>
                      </li>
                    )}
                    {matter.disputes.map(({ stripeId, dueAt, amount }) => (
                      <li key={stripeId}>
                        <Link
                          href={`/admin/disputes/${stripeId}`}
                          prefetch={false}
                          className="underline underline-offset-4"
                        >
                          {dueAt
                            ? t("today.disputeUntil", {
                                amount: formatMoney(amount, matter.currency, locale),
                                date: date.format(dueAt),
                              })
                            : t("today.dispute", { amount: formatMoney(amount, matter.currency, locale) })}
                        </Link>
                      </li>
                    ))}
                    {matter.owed.length > 0 && (
                      <li>
                        {t("today.owed", {
                          goods: matter.owed.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", "),
                        })}
                      </li>
                    )}
                  </ul>
                </td>
                <td className="whitespace-nowrap">{date.format(matter.placedAt)}</td>
                <td className="figures text-end whitespace-nowrap">
                  {formatMoney(matter.total, matter.currency, locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {approvals.length > 0 && (
        <p className="mt-8">
          <Link href="/admin/approvals" className="underline underline-offset-4">
            {t("today.approvals", { total: approvals.length })}
          </Link>
        </p>
      )}
      {changing > 0 && (
        <p className="mt-8">
          <Link href="/admin/orders?changing=1" className="underline underline-offset-4">
            {t("today.changing", { total: changing })}
          </Link>
        </p>
      )}
      {aside > 0 && (
        <p className="mt-8">
          <Link href="/admin/orders/pick" className="underline underline-offset-4">
            {translator(locale, "desk-picking")("waiting", { total: aside })}
          </Link>
        </p>
      )}
      {returns.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 text-lg font-medium">{t("today.returns")}</h2>
          <ReturnList label={t("today.returns")} returns={returns} locale={locale} />
        </section>
      )}
    </>
  );
}
