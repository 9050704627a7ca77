import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { ReturnDesk } from "@/lib/desk/returns/return-desk.server";
import { Facts, Section } from "../section";

type Props = { desk: ReturnDesk; locale: Locale };

/** What is to come back, why, and what came of it. */
export function ReturnGoods({ desk: { row, lines, order }, locale }: Props) {
  const t = translator(locale, "returns");
  return (
    <>
      <ul className="mb-4">
        {lines.map(({ variantId, quantity, goods, sku, sellable, writtenOff }) => (
          <li key={variantId} className="py-1">
            <span className="block">{t("piecesOf", { quantity, goods })}</span>
            <span className="block text-quiet">
              {[sku, sellable !== undefined && t("cameBack", { sellable, writtenOff: writtenOff ?? 0 })]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          { label: t("columns.reason"), value: t(`reasons.${row.reason}`) },
          { label: t("note"), value: row.note && <span className="whitespace-pre-line">{row.note}</span> },
          { label: t("words"), value: row.words && <span className="whitespace-pre-line">{row.words}</span> },
          { label: t("person"), value: order.customerName ?? order.email },
        ]}
      />
    </>
  );
}

/** Who did what, and when. */
export function ReturnPast({ desk: { row }, locale }: Props) {
  const t = translator(locale, "returns");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const steps = [
    { key: "asked" as const, at: row.askedAt, by: null },
    { key: "answered" as const, at: row.answeredAt, by: row.answeredBy },
    { key: "received" as const, at: row.receivedAt, by: row.receivedBy },
    { key: "ended" as const, at: row.endedAt, by: row.endedBy },
  ];
  return (
    <Section title={t("past.title")}>
      <ol>
        {steps.map(
          ({ key, at, by }) =>
            at && (
              <li key={key} className="flex flex-wrap gap-x-3 py-1">
                <span className="text-quiet">{[time.format(at), by].filter(Boolean).join(" · ")}</span>
                <span>{t(`past.${key}`)}</span>
              </li>
            ),
        )}
      </ol>
    </Section>
  );
}
