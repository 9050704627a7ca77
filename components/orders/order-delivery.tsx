import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { addressLines } from "@/lib/orders/views/address-lines";
import type { OrderView } from "@/lib/orders/views/order-view";
import { parcelOf } from "./state";

/** Where the parcel goes, and how to follow it. */
export async function OrderDelivery({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const { recipient, address, name } = order.delivery;
  const parcel = parcelOf(order.timeline);
  if (!address && !parcel) return null;
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
      {parcel && (
        <section aria-labelledby="order-tracking">
          <h2 id="order-tracking" className="display-face text-heading">
            {t("tracking")}
          </h2>
          <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4">
            <Fact label={t("carrier")} value={parcel.carrier} />
            <Fact label={t("trackingNumber")} value={parcel.trackingNumber} />
          </dl>
        </section>
      )}
    </div>
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
