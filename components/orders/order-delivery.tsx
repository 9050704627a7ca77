import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import type { Pickup } from "@/lib/model/quote";
import { addressLines } from "@/lib/orders/views/address-lines";
import type { OrderView } from "@/lib/orders/views/order-view";

/** Where the parcel goes and how to follow it, or where the goods are collected. */
export async function OrderDelivery({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const { recipient, address, name, pickup } = order.delivery;
  if (pickup) return <OrderPickup name={name} pickup={pickup} locale={locale} />;
  const parcels = order.parcels.filter(
    (parcel) => order.parcels.length > 1 || !order.isSent || parcel.carrier || parcel.trackingNumber,
  );
  if (!address && parcels.length === 0) return null;
  return (
    <div className="grid gap-8">
      {address && (
        <section aria-labelledby="order-delivery">
          <h2 id="order-delivery" className="display-face text-heading">
            {t("deliveryTo")}
          </h2>
          <address translate="no" className="mt-3 not-italic">
            {[recipient, ...addressLines(address, locale)].map(
              (line) => line && <div key={line}>{line}</div>,
            )}
          </address>
          {name && <p className="mt-2 text-[0.9375rem] text-quiet">{name}</p>}
        </section>
      )}
      {parcels.length > 0 && (
        <section aria-labelledby="order-tracking">
          <h2 id="order-tracking" className="display-face text-heading">
            {t("tracking")}
          </h2>
          {parcels.map((parcel, index) => (
            <div key={parcel.id} className="mt-3">
              {(parcels.length > 1 || !order.isSent) && (
                <>
                  <h3 className="font-semibold">{t("parcelN", { number: index + 1 })}</h3>
                  <ul className="text-[0.9375rem] text-quiet">
                    {parcel.lines.map(({ name: goods, quantity }) => (
                      <li key={goods}>{`${quantity} × ${goods}`}</li>
                    ))}
                  </ul>
                </>
              )}
              <dl className="grid grid-cols-[auto_1fr] gap-x-4">
                <Fact label={t("carrier")} value={parcel.carrier} />
                <Fact label={t("trackingNumber")} value={parcel.trackingNumber} />
              </dl>
              {parcel.url && (
                <a href={parcel.url} rel="noreferrer" className="underline underline-offset-4">
                  {t("follow")}
                </a>
              )}
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

type PickupProps = { name: string; pickup: Pickup; locale: Locale };

async function OrderPickup({ name, pickup, locale }: PickupProps) {
  const t = await getTranslations({ locale, namespace: "orders" });
  return (
    <section aria-labelledby="order-pickup">
      <h2 id="order-pickup" className="display-face text-heading">
        {t("collectAt")}
      </h2>
      <address translate="no" className="mt-3 not-italic">
        {addressLines(pickup.address, locale).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>
      <p className="figures mt-2">{pickup.openingHours}</p>
      <p className="mt-2 text-[0.9375rem] text-quiet">{name}</p>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <>
      <dt className="text-quiet">{label}</dt>
      <dd translate="no" className="figures">
        {value}
      </dd>
    </>
  );
}
