import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { loadOrderToSend } from "@/lib/desk/sending/order-to-send.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";

type Props = { found: NonNullable<Awaited<ReturnType<typeof loadOrderToSend>>>; locale: Locale };

export function SentParcels({ found: { order, parcels }, locale }: Props) {
  if (parcels.length === 0) return null;
  const t = translator(locale, "sending");
  const date = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  const nameOf = (variantId: string) =>
    order.quote.lines.find((line) => line.variantId === variantId)?.productName ?? variantId;
  return (
    <section aria-labelledby="sent" className="mt-8">
      <h2 id="sent" className="mb-3 text-lg font-medium">
        {t("sentTitle")}
      </h2>
      <ul className="grid gap-3">
        {parcels.map(({ id, sentAt, carrier, trackingNumber, link, lines }) => (
          <li key={id} className="rounded-xl border border-line p-4">
            <p className="font-medium">{t("sent", { date: date.format(sentAt) })}</p>
            <p className="text-quiet">{[carrier, trackingNumber].filter(Boolean).join(" ")}</p>
            {link && (
              <a href={link} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {t("follow")}
              </a>
            )}
            <ul className="mt-2">
              {lines.map(({ variantId, quantity }) => (
                <li key={variantId}>{t("in", { quantity, goods: nameOf(variantId) })}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <DeskForm
        method="DELETE"
        action={`/api/admin/orders/${order.number}/parcels`}
        texts={formTexts(locale)}
        confirm={t("confirmTakeBack")}
        className="mt-3"
      >
        <button type="submit" data-kind="danger" className="desk-button">
          {t("takeBack")}
        </button>
      </DeskForm>
    </section>
  );
}
