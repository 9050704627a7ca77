import Link from "next/link";
import { languageNames } from "@/i18n/language-names";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { DraftFile } from "@/lib/drafts/read-draft.server";
import { countryName } from "@/lib/orders/views/address-lines";
import { Facts, Section } from "../section";

type Props = { file: DraftFile; locale: Locale };

/** What was sent, and whether it was paid. It is not changed any more. */
export function DraftFacts({ file, locale }: Props) {
  const { draft, order, cart, state } = file;
  const t = translator(locale, "desk-drafts");
  const format = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const time = (at: Date | null) => at && format.format(at);
  const country = order?.quote.country ?? cart?.country;
  return (
    <Section title={t("facts.title")}>
      <p className="mb-3">{t(`now.${state}`)}</p>
      <Facts
        facts={[
          { label: t("fields.email"), value: draft.email },
          { label: t("fields.language"), value: languageNames[draft.locale] },
          { label: t("fields.country"), value: country && countryName(country, locale) },
          { label: t("fields.codes"), value: cart?.asked.codes.join(", ") },
          { label: t("facts.sent"), value: time(draft.sentAt) },
          { label: t("facts.until"), value: time(draft.expiresAt) },
          { label: t("facts.ended"), value: time(draft.endedAt) },
          {
            label: t("columns.order"),
            value: order && (
              <Link href={`/admin/orders/${order.number}`} className="figures underline underline-offset-4">
                {order.number}
              </Link>
            ),
          },
          {
            label: t("fields.note"),
            value: draft.note && <span className="whitespace-pre-line">{draft.note}</span>,
          },
        ]}
      />
    </Section>
  );
}
