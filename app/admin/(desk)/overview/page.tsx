import { BankSection } from "@/components/desk/overview/bank-section";
import { ConversionSection } from "@/components/desk/overview/conversion-section";
import { DiscountsSection } from "@/components/desk/overview/discounts-section";
import { Figures } from "@/components/desk/overview/figures";
import { GoodsSection } from "@/components/desk/overview/goods-section";
import { PaymentsSection } from "@/components/desk/overview/payments-section";
import { RangeForm } from "@/components/desk/overview/range-form";
import { SalesSection } from "@/components/desk/overview/sales-section";
import { PageHead } from "@/components/desk/page-head";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { inLocale } from "@/lib/base/i18n-text";
import { soldCurrencies } from "@/lib/currencies/sold";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { moneyOnItsWay } from "@/lib/desk/overview/money-on-its-way.server";
import { readBestGoods, readDiscountCosts } from "@/lib/desk/overview/read-bests.server";
import { askedRange, readOverview, shopClock } from "@/lib/desk/overview/read-overview.server";
import { readWaySteps } from "@/lib/desk/overview/read-way-steps.server";
import { readWays } from "@/lib/desk/overview/read-ways.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { currenciesOfSales } from "@/lib/sums/sum-currencies.server";

const PAGE = "/admin/overview";

export const generateMetadata = () => deskTitle(PAGE);

const MOST_LOW = 5;

async function lowGoods(locale: Locale) {
  const { goods } = await listGoods(readGoodsFilter({ low: "1" }));
  return goods
    .slice(0, MOST_LOW)
    .map(({ id, name, onHand }) => ({ id, name: inLocale(name, locale), onHand }));
}

/** How the shop goes, from kept sums. */
export default async function OverviewPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const query = Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value]] : [],
  );
  const clock = shopClock();
  const { range, ignored, today } = askedRange(new URLSearchParams(query), clock);
  const [overview, ways, waySteps, best, costs, low, money, sold] = await Promise.all([
    readOverview(range, clock),
    readWays(range, clock),
    readWaySteps(range, clock),
    readBestGoods(range, clock),
    readDiscountCosts(range, clock),
    lowGoods(locale),
    hasRight(role, "books.read") ? moneyOnItsWay(range.currency) : null,
    currenciesOfSales(),
  ]);
  const currencies = [...new Set([...soldCurrencies(), ...sold, range.currency])];
  const t = translator(locale, "desk-overview");
  const day = (text: string) => dayText(text, locale);
  const lead = {
    ...{ from: day(range.from), to: day(range.to), zone: clock.zone },
    ...{ beforeFrom: day(overview.rangeBefore.from), beforeTo: day(overview.rangeBefore.to) },
  };
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead", lead)} />
      <RangeForm range={range} currencies={currencies} today={today} locale={locale} />
      {ignored.length > 0 && (
        <p className="mb-4 text-warn">
          {t("ignored", { names: ignored.map((name) => t(`range.${name}`)).join(", ") })}
        </p>
      )}
      <Figures overview={overview} currency={range.currency} locale={locale} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <SalesSection steps={overview.steps} range={range} locale={locale} />
        <ConversionSection
          ways={ways}
          waySteps={waySteps}
          steps={overview.steps}
          range={range}
          locale={locale}
        />
        <PaymentsSection ways={ways} range={range} locale={locale} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
          <GoodsSection best={best} low={low} range={range} locale={locale} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <DiscountsSection costs={costs} range={range} locale={locale} />
            {money && <BankSection money={money} currency={range.currency} locale={locale} />}
          </div>
        </div>
      </div>
    </>
  );
}
