import type { Metadata } from "next";
import { ConversionSection } from "@/components/desk/overview/conversion-section";
import { Figures } from "@/components/desk/overview/figures";
import { PaymentsSection } from "@/components/desk/overview/payments-section";
import { RangeForm } from "@/components/desk/overview/range-form";
import { SalesSection } from "@/components/desk/overview/sales-section";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { soldCurrencies } from "@/lib/currencies/sold";
import { askedRange, readOverview, shopClock } from "@/lib/desk/overview/read-overview.server";
import { readWays } from "@/lib/desk/overview/read-ways.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { currenciesOfSales } from "@/lib/sums/sum-currencies.server";

const PAGE = "/admin/overview";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk")(`pages.${PAGE}`) };
}

/** How the shop goes, from kept sums. */
export default async function OverviewPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value]] : [],
  );
  const clock = shopClock();
  const { range, ignored, today } = askedRange(new URLSearchParams(query), clock);
  const overview = await readOverview(range, clock);
  const ways = await readWays(range, clock);
  const currencies = [...new Set([...soldCurrencies(), ...(await currenciesOfSales()), range.currency])];
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
        <ConversionSection ways={ways} steps={overview.steps} range={range} locale={locale} />
        <PaymentsSection ways={ways} range={range} locale={locale} />
      </div>
    </>
  );
}
