import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CaptureForm } from "@/components/desk/decisions/capture-form";
import { CapturePreview } from "@/components/desk/decisions/capture-preview";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { loadOrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { typedKeep, typedTake } from "@/lib/desk/decisions/part-body";
import { partRefusalText } from "@/lib/desk/decisions/part-refusal.server";
import { agreedAmount } from "@/lib/orders/merchant/capture-part.server";
import { partOfQuote } from "@/lib/orders/merchant/part-of-quote";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/orders/[number]/capture";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/capture`);
  return { title: translator(locale, "decisions")("part.title", { number }) };
}

/** Taking the money of a part of an order. What is typed stands in the address, and shows what it comes to first. */
export default async function CapturePage({ params, searchParams }: Props) {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/capture`);
  const desk = await loadOrderDesk(number);
  if (!desk) notFound();
  const { order, authorized } = desk;
  const query = await searchParams;
  const t = translator(locale, "decisions");
  const isAsked = Object.keys(query).some((key) => key.startsWith("keep."));
  const keep = typedKeep(query, order.quote.lines);
  const take = typedTake(query, order.currency);
  const agreed = agreedAmount(order, take ?? null);
  const part = keep && isAsked && take !== null ? partOfQuote(order, keep, agreed) : null;
  const date = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return (
    <>
      <PageHead
        back={{ href: `/admin/orders/${number}/decide`, name: t("title", { number }) }}
        title={t("part.title", { number })}
        lead={t("part.lead")}
      />
      {authorized ? (
        <div className="grid max-w-3xl gap-6">
          {authorized.until && <p>{t("part.until", { date: date.format(authorized.until) })}</p>}
          <CaptureForm order={order} query={query} locale={locale} />
          {isAsked && !keep && (
            <p role="alert" className="text-bad">
              {t("part.refusals.too_many")}
            </p>
          )}
          {isAsked && take === null && (
            <p role="alert" className="text-bad">
              {t("part.refusals.bad_amount")}
            </p>
          )}
          {part && !part.ok && (
            <p role="alert" className="text-bad">
              {partRefusalText(part.code, locale)}
            </p>
          )}
          {part?.ok && (
            <CapturePreview
              order={order}
              part={part}
              keep={keep ?? []}
              isAgreed={agreed !== null}
              locale={locale}
            />
          )}
        </div>
      ) : (
        <p>{t("part.none")}</p>
      )}
    </>
  );
}
