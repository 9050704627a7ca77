import type { Metadata } from "next";
import Link from "next/link";
import { formTexts } from "@/components/desk/form-texts.server";
import { AskedFilters } from "@/components/desk/orders/asked-filters";
import { OrderFilters } from "@/components/desk/orders/order-filters";
import { orderRows } from "@/components/desk/orders/order-rows";
import { OrderTable } from "@/components/desk/orders/order-table";
import { OrderWatch } from "@/components/desk/orders/order-watch";
import { SavedViews } from "@/components/desk/orders/saved-views";
import { PageHead } from "@/components/desk/page-head";
import { textsFor, translator } from "@/i18n/texts.server";
import { listOrders } from "@/lib/desk/orders/list-orders.server";
import { orderListVersion } from "@/lib/desk/orders/list-version.server";
import { orderFilterParams, readListPlace, readOrderFilter } from "@/lib/desk/orders/order-filter";
import { listViews } from "@/lib/desk/orders/views.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk("/admin/orders");
  return { title: translator(locale, "desk-orders")("title") };
}

export default async function OrdersPage({ searchParams }: Props) {
  const staff = await enterDesk("/admin/orders");
  const { locale } = staff;
  const t = translator(locale, "desk-orders");
  const params = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, value]) =>
      [value ?? []].flat().map((one): [string, string] => [key, one]),
    ),
  );
  const { filter, ignored } = readOrderFilter(params);
  const place = readListPlace(params);
  const version = await orderListVersion();
  const { orders, before, after, count } = await listOrders(filter, place);
  const views = await listViews(staff.id);
  const query = orderFilterParams(filter);
  const pageAt = (toward: "before" | "after", number: string) =>
    `/admin/orders?${new URLSearchParams([...query, [toward, number]])}`;
  const { bulk, papers, sending, columns, choose, chooseAll } = textsFor(locale, "desk-orders");
  const shownColumns = translator(locale, "desk")("columns");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={count.more ? t("foundMore", { count: count.found }) : t("found", { count: count.found })}
      >
        {hasRight(staff.role, "orders.send") && (
          <>
            <Link href="/admin/orders/pick" className="desk-button">
              {translator(locale, "desk-picking")("link")}
            </Link>
            <Link href="/admin/orders/labels" className="desk-button">
              {translator(locale, "sending")("labels.link")}
            </Link>
          </>
        )}
        {hasRight(staff.role, "orders.export") && orders.length > 0 && (
          <a href={`/api/admin/orders/export?${query}`} download className="desk-button">
            {t("export")}
          </a>
        )}
      </PageHead>
      <SavedViews views={views} query={query.toString()} locale={locale} />
      <OrderFilters key={`asked ${query}`} filter={filter} locale={locale} />
      <AskedFilters filter={filter} ignored={ignored} locale={locale} />
      {orders.length === 0 && <p className="py-8">{t("empty")}</p>}
      {orders.length > 0 && (
        <OrderTable
          key={`page ${params}`}
          orders={orderRows(orders, locale)}
          texts={{ columns, choose, chooseAll, shownColumns }}
          bulk={hasRight(staff.role, "orders.edit") ? { ...bulk, ...formTexts(locale) } : null}
          papers={hasRight(staff.role, "orders.print") ? papers : null}
          csv={hasRight(staff.role, "orders.export") ? t("bulk.csv") : null}
          sending={
            hasRight(staff.role, "orders.send")
              ? { ...sending, pick: translator(locale, "desk-picking")("link") }
              : null
          }
        />
      )}
      <nav aria-label={t("title")} className="mt-4 flex flex-wrap items-center gap-3">
        {before && (
          <Link href={pageAt("before", before)} rel="prev" className="desk-button">
            {t("back")}
          </Link>
        )}
        {after && (
          <Link href={pageAt("after", after)} rel="next" className="desk-button">
            {t("older")}
          </Link>
        )}
        <p className="ml-auto text-quiet max-md:hidden">{t("keys")}</p>
      </nav>
      {!place && <OrderWatch version={version} />}
    </>
  );
}
