import { getTranslations } from "next-intl/server";
import { LinePicture } from "@/components/cart/line-picture";
import { Filled } from "@/components/ui/filled";
import { Link } from "@/components/ui/link";
import { Price } from "@/components/ui/price";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import type { OrderView } from "@/lib/orders/views/order-view";

type Props = { order: OrderView; locale: Locale };

export async function OrderLines({ order, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const { currency } = order;
  return (
    <section aria-labelledby="order-items">
      <h2 id="order-items" className="display-face text-heading">
        {t("items")}
      </h2>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {order.lines.map((line) => (
          <li key={`${line.productSlug} ${line.name}`} className="flex items-center gap-4 py-4">
            <LinePicture src={line.image} className="size-20" />
            <div className="min-w-0 flex-1">
              {line.productSlug === null ? (
                <p className="font-medium [overflow-wrap:anywhere]">{line.name}</p>
              ) : (
                <Link
                  locale={locale}
                  href={`/products/${line.productSlug}`}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  {line.name}
                </Link>
              )}
              <p className="figures text-[0.9375rem] text-quiet">
                <Filled
                  text={t.raw("quantity")}
                  values={{
                    quantity: <Untranslated>{line.quantity}</Untranslated>,
                    price: <Price amount={line.unitAmount} currency={currency} locale={locale} />,
                  }}
                />
              </p>
            </div>
            <Price amount={line.total} currency={currency} locale={locale} />
          </li>
        ))}
      </ul>
      <Totals order={order} locale={locale} />
    </section>
  );
}

async function Totals({ order, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const { name } = order.delivery;
  const rows = [
    { key: "subtotal", label: t("subtotal"), amount: order.subtotal },
    ...order.discounts.map((discount, index) => ({
      key: `discount-${index}`,
      label: discount.name,
      note: discount.reason,
      amount: -discount.amount,
    })),
    {
      key: "shipping",
      label: name || t("shipping"),
      amount: order.shipping,
    },
    ...(order.tax.added > 0 ? [{ key: "tax", label: t("tax"), amount: order.tax.added }] : []),
    { key: "total", label: t("total"), amount: order.total },
    ...(order.amountPaid === null
      ? []
      : [{ key: "paid", label: t("paidInstead"), amount: order.amountPaid }]),
    ...[
      { key: "refunded", label: t("refunded"), amount: -order.amountRefunded },
      { key: "refundPending", label: t("refundPending"), amount: -order.amountRefundPending },
      { key: "chargedBack", label: t("chargedBack"), amount: -order.amountChargedBack },
    ].filter((row) => row.amount !== 0),
  ];
  return (
    <>
      <dl className="mt-4 grid gap-1.5">
        {rows.map((row) => (
          <div
            key={row.key}
            className={`flex justify-between gap-4 ${row.key === "total" ? "text-lg font-medium" : ""}`}
          >
            <dt>
              <span>{row.label}</span>
              {"note" in row && row.note && (
                <span className="block text-[0.9375rem] text-quiet">{row.note}</span>
              )}
            </dt>
            <dd>
              <Price amount={row.amount} currency={order.currency} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
      <TaxInside order={order} locale={locale} />
    </>
  );
}

/** Shows the tax inside the prices: the amount, or only that there is some. */
async function TaxInside({ order: { tax, currency }, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "orders" });
  if (tax.included === 0 && !tax.untold) return null;
  return (
    <p className="mt-1.5 text-[0.9375rem] text-quiet">
      {tax.included > 0 ? (
        <Filled
          text={t.raw("taxInside")}
          values={{ amount: <Price amount={tax.included} currency={currency} locale={locale} /> }}
        />
      ) : (
        <span>{t("taxIncluded")}</span>
      )}
    </p>
  );
}
