import { ChoiceLinks } from "@/components/desk/choice-links";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { ReturnList } from "@/components/desk/returns/return-list";
import { translator } from "@/i18n/texts.server";
import { listReturns, RETURN_FILTERS, readReturnFilter } from "@/lib/desk/returns/list-returns.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/returns";

export const generateMetadata = () => deskTitle(PAGE);

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
      <ChoiceLinks
        label={t("filters")}
        choices={RETURN_FILTERS.map((one) => ({
          href: `${PAGE}?state=${one}`,
          name: t(`filter.${one}`),
          isHere: one === filter,
        }))}
      />
      {returns.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <ReturnList label={t(`filter.${filter}`)} returns={returns} locale={locale} />
      )}
      <ListPages next={after !== null && `${PAGE}?state=${filter}&after=${after}`} locale={locale} />
    </>
  );
}
