import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** What has left, parcel by parcel. */
export function OrderParcels(props: PartProps) {
  const { parcels, order } = props.file;
  if (parcels.length === 0) return null;
  const { t, time } = wordsFor(props);
  const goods = (variantId: string) =>
    order.quote.lines.find((line) => line.variantId === variantId)?.productName ?? variantId;
  return (
    <Section title={t("one.parcels")}>
      <ol className="grid gap-4 text-[0.9375rem]">
        {parcels.map(({ id, sentAt, carrier, trackingNumber, link, lines }) => (
          <li key={id}>
            <p className="font-medium">{t("one.sentAt", { time: time(sentAt) })}</p>
            <p className="text-quiet [overflow-wrap:anywhere]">
              {[carrier, trackingNumber].filter(Boolean).join(" ")}
            </p>
            {link && (
              <p>
                <a href={link} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                  {t("one.follow")}
                </a>
              </p>
            )}
            <ul>
              {lines.map(({ variantId, quantity }) => (
                <li key={variantId}>{t("one.inParcel", { quantity, goods: goods(variantId) })}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  );
}
