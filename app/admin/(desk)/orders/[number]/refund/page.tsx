import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/desk/page-head";
import { GivenCredits } from "@/components/desk/refunds/given-credits";
import { RefundForm } from "@/components/desk/refunds/refund-form";
import { RefundHistory } from "@/components/desk/refunds/refund-history";
import { RefundPreview } from "@/components/desk/refunds/refund-preview";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { loadRefundDesk, type RefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { readTypedRefund } from "@/lib/desk/refunds/typed-refund";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/orders/[number]/refund";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/refund`);
  return { title: translator(locale, "refunds")("title", { number }) };
}

/** Gives money of an order back. What is typed is in the address, so that it can be looked at before it is confirmed. */
export default async function RefundPage({ params, searchParams }: Props) {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/refund`);
  const order = await orderByNumber(number);
  if (!order) notFound();
  const query = await searchParams;
  const typed = readTypedRefund(query, { lines: order.quote.lines, currency: order.currency });
  const desk = await loadRefundDesk(number, typed.isSent ? typed.terms : null);
  if (!desk) notFound();
  const t = translator(locale, "refunds");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const { captured, refunded, pending, credited } = desk.balance;
  const given = desk.credits.find(({ id }) => id === query.given);
  return (
    <>
      <PageHead
        title={t("title", { number })}
        lead={[
          t("sums", {
            ...{ paid: money(captured), back: money(refunded), left: money(desk.left) },
            pending: pending > 0 ? money(pending) : "none",
          }),
          desk.toCome > 0 && t("toCome", { amount: money(desk.toCome) }),
          credited > 0 && t("credited", { amount: money(credited) }),
        ]
          .filter(Boolean)
          .join(" ")}
      >
        <a href={`/admin/orders/${number}`} className="desk-button">
          {t("back", { number })}
        </a>
      </PageHead>
      <Made
        desk={desk}
        requestId={query.made}
        text={(state, amount) => t(`made.${state}`, { amount: money(amount) })}
      />
      {given && (
        <p role="status" className="mb-6 text-good">
          {t("credit.given", { amount: money(given.amount) })}
        </p>
      )}
      {desk.left > 0 ? <RefundForm desk={desk} typed={typed} locale={locale} /> : <p>{t("nothing")}</p>}
      <section id="comes-to" tabIndex={-1} className="mt-8 scroll-mt-4 outline-none">
        {typed.isSent && <RefundPreview desk={desk} typed={typed} locale={locale} />}
      </section>
      <GivenCredits desk={desk} locale={locale} />
      <RefundHistory desk={desk} locale={locale} />
    </>
  );
}

type MadeProps = {
  desk: RefundDesk;
  requestId: unknown;
  text: (state: "succeeded" | "pending" | "failed", amount: number) => string;
};

/** What came of the refund that was confirmed just now. */
function Made({ desk, requestId, text }: MadeProps) {
  const made = desk.history.find((one) => one.requestId === requestId);
  if (!made || !requestId) return null;
  const state = made.tone === "good" ? "succeeded" : made.tone === "warn" ? "pending" : "failed";
  return (
    <p role="status" className={`mb-6 ${state === "failed" ? "text-bad" : "text-good"}`}>
      {text(state, made.amount)}
    </p>
  );
}
