import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { PageHead } from "@/components/desk/page-head";
import { ReturnExchange } from "@/components/desk/returns/return-exchange";
import { AnswerReturn, CloseReturn, ReceiveReturn } from "@/components/desk/returns/return-forms";
import { ReturnGoods, ReturnPast } from "@/components/desk/returns/return-goods";
import { RefundReturn } from "@/components/desk/returns/return-refund";
import { RETURN_TONES } from "@/components/desk/returns/return-tone";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { returnParams } from "@/lib/desk/returns/inputs";
import { loadReturn } from "@/lib/desk/returns/return-desk.server";
import { hasRight } from "@/lib/model/staff";
import { canReturnBecome } from "@/lib/orders/returns/transitions";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/returns/[returnId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { returnId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/returns/${returnId}`);
  return { title: translator(locale, "returns")("title", { id: returnId }) };
}

/** One return: what comes back and why, and the next step. */
export default async function ReturnPage({ params, searchParams }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/returns/${asked.returnId}`);
  const read = returnParams.safeParse(asked);
  if (!read.success) notFound();
  const { delivery } = await searchParams;
  const withDelivery = delivery === undefined ? null : delivery === "1";
  const desk = await loadReturn(read.data.returnId, { withDelivery });
  if (!desk) notFound();
  const { row, order } = desk;
  const t = translator(locale, "returns");
  const may = (right: Parameters<typeof hasRight>[1]) => hasRight(role, right);
  return (
    <>
      <PageHead
        back={{ href: "/admin/returns", name: translator(locale, "desk")("pages./admin/returns") }}
        title={t("title", { id: String(row.id) })}
        lead={t(`next.${row.status}`)}
      >
        <Badge tone={RETURN_TONES[row.status]}>{t(`states.${row.status}`)}</Badge>
        <Link href={`/admin/orders/${order.number}`} className="desk-button">
          {t("toOrder", { number: order.number })}
        </Link>
      </PageHead>
      <div className="grid max-w-4xl gap-4">
        <Section title={t("goods")}>
          <ReturnGoods desk={desk} locale={locale} />
        </Section>
        {row.status === "asked" && may("orders.decide") && (
          <Section title={t("answer.title")}>
            <AnswerReturn desk={desk} locale={locale} />
          </Section>
        )}
        {row.status === "accepted" && may("orders.send") && (
          <Section title={t("receive.title")}>
            <ReceiveReturn desk={desk} locale={locale} />
          </Section>
        )}
        {row.status === "received" && may("orders.refund") && (
          <Section title={t("refund.title")}>
            <RefundReturn desk={desk} locale={locale} />
          </Section>
        )}
        <ReturnExchange desk={desk} mayDraft={may("orders.draft")} locale={locale} />
        {canReturnBecome(row.status, "closed") && may("orders.decide") && (
          <Section title={t("close.title")}>
            <CloseReturn desk={desk} locale={locale} />
          </Section>
        )}
        <ReturnPast desk={desk} locale={locale} />
      </div>
    </>
  );
}
