import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/desk/page-head";
import { ReturnList } from "@/components/desk/returns/return-list";
import { translator } from "@/i18n/texts.server";
import { listReturns, RETURN_FILTERS, readReturnFilter } from "@/lib/desk/returns/list-returns.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/returns";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk")(`pages.${PAGE}`) };
}

/** Goods that shoppers send back. */
export default async function ReturnsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const filter = readReturnFilter(query.state);
  const place = /^\d{1,15}$/.test(String(query.after)) ? Number(query.after) : null;
  const { returns, after } = await listReturns(filter, place);
  const t = translator(locale, "returns");
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")} />
      <nav aria-label={t("filters")} className="mb-4 flex flex-wrap gap-2">
        {RETURN_FILTERS.map((one) => (
          <Link
            key={one}
            href={`${PAGE}?state=${one}`}
            aria-current={one === filter ? "page" : undefined}
            className="desk-button aria-[current]:border-ink aria-[current]:bg-sunken"
          >
            {t(`filter.${one}`)}
          </Link>
        ))}
      </nav>
      {returns.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <ReturnList label={t(`filter.${filter}`)} returns={returns} locale={locale} />
      )}
      {after && (
        <p className="mt-4">
          <Link href={`${PAGE}?state=${filter}&after=${after}`} className="desk-button">
            {t("more")}
          </Link>
        </p>
      )}
    </>
  );
}
