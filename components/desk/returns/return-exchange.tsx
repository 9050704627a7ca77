import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { ReturnDesk } from "@/lib/desk/returns/return-desk.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Facts, Section } from "../section";

type Props = { desk: ReturnDesk; mayDraft: boolean; locale: Locale };

/** The code that was given for a return, and the goods that are sent in place of those that came back. */
export function ReturnExchange({ desk, mayDraft, locale }: Props) {
  const { row, order, credit, exchange } = desk;
  if (!credit) return null;
  const t = translator(locale, "returns");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  return (
    <Section title={t("exchange.title")}>
      <Facts
        facts={[
          { label: t("exchange.given"), value: money(credit.amount) },
          { label: t("exchange.left"), value: money(credit.left) },
          {
            label: t("exchange.draft"),
            value: exchange && (
              <Link href={`/admin/drafts/${exchange}`} className="underline underline-offset-4">
                {t("exchange.look")}
              </Link>
            ),
          },
        ]}
      />
      {!exchange && credit.left > 0 && mayDraft && (
        <>
          <p className="mt-3 max-w-prose text-quiet">{t("exchange.lead")}</p>
          <DeskForm
            action={`/api/admin/returns/${row.id}/exchange`}
            texts={formTexts(locale)}
            className="mt-3"
          >
            <button type="submit" className="desk-button" data-kind="primary">
              {t("exchange.button")}
            </button>
          </DeskForm>
        </>
      )}
    </Section>
  );
}
