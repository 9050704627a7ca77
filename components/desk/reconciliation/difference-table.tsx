import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { currency, formatMoney } from "@/lib/base/money";
import type { ListedDifference } from "@/lib/books/reconcile/read.server";
import { env } from "@/lib/config/env";
import { type ComparedSide, isRepairable } from "@/lib/model/reconciliation";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { WideTable } from "../wide-table";

/** What a phone shows below what differs. */
const WIDE = "max-sm:hidden";

type Props = { differences: readonly ListedDifference[]; mayRepair: boolean; locale: Locale };

/** Each difference, with what either side says and its repair. */
export function DifferenceTable({ differences, mayRepair, locale }: Props) {
  const t = translator(locale, "desk-books");
  return (
    <WideTable label={t("compare.differences")}>
      <thead>
        <tr>
          <th scope="col">{t("compare.columns.what")}</th>
          <th scope="col" className={WIDE}>
            {t("compare.columns.here")}
          </th>
          <th scope="col" className={WIDE}>
            {t("compare.columns.atStripe")}
          </th>
          <th scope="col" className={WIDE}>
            {t("compare.columns.repair")}
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <span className="block">{t(`compare.kinds.${one.kind}`)}</span>
              <span className="block font-normal">
                <OrderOf difference={one} />
              </span>
              <span className="block font-normal text-quiet [overflow-wrap:anywhere]">{one.about}</span>
              <span className="block font-normal sm:hidden">
                {t("compare.both", {
                  here: sideText(one.here, locale, t),
                  atStripe: sideText(one.atStripe, locale, t),
                })}
              </span>
              <div className="mt-2 font-normal sm:hidden">
                <Repair difference={one} mayRepair={mayRepair} locale={locale} />
              </div>
            </th>
            <td className={`[overflow-wrap:normal] ${WIDE}`}>{sideText(one.here, locale, t)}</td>
            <td className={`[overflow-wrap:normal] ${WIDE}`}>{sideText(one.atStripe, locale, t)}</td>
            <td className={WIDE}>
              <Repair difference={one} mayRepair={mayRepair} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function OrderOf({ difference: { number, orderNumber } }: { difference: ListedDifference }) {
  if (!number) return <span className="figures text-quiet">{orderNumber}</span>;
  return (
    <Link href={`/admin/orders/${number}`} prefetch={false} className="figures underline underline-offset-4">
      {number}
    </Link>
  );
}

function sideText(side: ComparedSide | null, locale: Locale, t: Translator<"desk-books">): string {
  if (!side) return t("compare.nothing");
  const { amount, status } = side;
  const money =
    amount !== null && side.currency ? formatMoney(amount, currency(side.currency), locale) : null;
  return [money, status?.replaceAll("_", " ")].filter(Boolean).join(", ");
}

function Repair({
  difference: one,
  mayRepair,
  locale,
}: {
  difference: ListedDifference;
  mayRepair: boolean;
  locale: Locale;
}) {
  const t = translator(locale, "desk-books");
  if (one.repairedAt)
    return <span className="text-good">{t("compare.repaired", { name: one.repairedBy ?? "" })}</span>;
  if (!isRepairable(one.kind) || !one.orderId) {
    return (
      <span className="text-quiet">
        {t(one.kind === "payment_without_order" ? "compare.advice.lost" : "compare.advice.unknown")}{" "}
        {one.paymentIntentId && (
          <a
            href={dashboardUrl(one.paymentIntentId, "payment", env())}
            rel="noreferrer"
            className="underline underline-offset-4"
          >
            {t("compare.atStripe")}
          </a>
        )}
      </span>
    );
  }
  if (!mayRepair) return null;
  return (
    <DeskForm action={`/api/admin/reconciliation/${one.reconciliationId}/repairs`} texts={formTexts(locale)}>
      <input type="hidden" name="difference" value={one.id} />
      <button
        type="submit"
        aria-label={t("compare.repairOf", { what: t(`compare.kinds.${one.kind}`), order: one.number ?? "" })}
        className="desk-button"
      >
        {t("compare.repair")}
      </button>
    </DeskForm>
  );
}
