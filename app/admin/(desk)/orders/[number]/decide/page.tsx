import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OfferedActs } from "@/components/desk/decisions/offered-acts";
import { StripeSaysPart } from "@/components/desk/decisions/stripe-says";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import { loadOrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/orders/[number]/decide";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/decide`);
  return { title: translator(locale, "decisions")("title", { number }) };
}

/** Why an order needs a person, and what can be done about it. */
export default async function DecidePage({ params }: Props) {
  const { number } = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/orders/${number}/decide`);
  const desk = await loadOrderDesk(number);
  if (!desk) notFound();
  const t = translator(locale, "decisions");
  const reasons = translator(locale, "merchant");
  const { order, open, authorized, acts } = desk;
  const state = translator(locale, "orders")(`status.${order.status}`);
  const date = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  return (
    <>
      <PageHead title={t("title", { number })} lead={t("state", { state })}>
        <a href={`/admin/orders/${number}`} className="desk-button">
          {t("back", { number })}
        </a>
        {desk.isPaid && (
          <a href={`/admin/orders/${number}/refund`} className="desk-button">
            {t("refund")}
          </a>
        )}
        {desk.isPaid && hasRight(role, "orders.draft") && (
          <a href={`/admin/drafts/new?order=${number}`} className="desk-button">
            {t("replace")}
          </a>
        )}
      </PageHead>
      {open.length > 0 && (
        <section aria-labelledby="why" className="mb-8 max-w-prose">
          <h2 id="why" className="text-lg font-medium">
            {t("why")}
          </h2>
          <ul className="mt-2 grid gap-3">
            {open.map(({ id, reason, expected, actual }) => (
              <li key={id}>
                <p>{reasons(`reasons.${reason}.why`)}</p>
                {actual && (
                  <p className="text-quiet">
                    {expected ? t("found", { expected, actual }) : t("got", { actual })}
                  </p>
                )}
              </li>
            ))}
          </ul>
          {open.some(({ reason }) => reason === "paid_twice") && <p className="mt-3">{t("first_refund")}</p>}
        </section>
      )}
      <StripeSaysPart says={desk.stripeSays} locale={locale} />
      {authorized && (
        <div className="mb-8 max-w-prose">
          <p>{t("authorized", { amount: formatMoney(authorized.amount, order.currency, locale) })}</p>
          {authorized.until && <p>{t("until", { date: date.format(authorized.until) })}</p>}
          <p className="mt-3">
            <a href={`/admin/orders/${number}/capture`} className="desk-button">
              {t("part.link")}
            </a>
          </p>
        </div>
      )}
      {acts.length === 0 ? <p>{t("nothing")}</p> : <OfferedActs desk={desk} locale={locale} />}
    </>
  );
}
