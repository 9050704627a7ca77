import Link from "next/link";
import { formatMoney } from "@/lib/base/money";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { addressLines } from "@/lib/orders/views/address-lines";
import { Badge } from "../badge";
import { Facts, Section } from "../section";
import { ORDER_TONES } from "./order-tone";
import { type PartProps, wordsFor } from "./shown-order";

/** Who ordered, and what else. */
export function OrderPerson({ mayReadPeople, ...props }: PartProps & { mayReadPeople: boolean }) {
  const { order, others } = props.file;
  const { t, states, time } = wordsFor(props);
  return (
    <Section title={t("one.person")}>
      <p>{order.customerName ?? order.shippingName ?? t("nobody")}</p>
      {order.email && (
        <p>
          <a href={`mailto:${order.email}`} className="underline underline-offset-4 [overflow-wrap:anywhere]">
            {order.email}
          </a>
        </p>
      )}
      {mayReadPeople && (order.customerId || order.email) ? (
        <p>
          <Link
            href={`/admin/people/${order.customerId ?? `guests/${order.number}`}`}
            className="underline underline-offset-4"
          >
            {t(order.customerId ? "one.account" : "one.guest")}
          </Link>
        </p>
      ) : (
        <p className="text-quiet">{t(order.customerId ? "one.account" : "one.guest")}</p>
      )}
      <h3 className="mt-4 font-medium">{t("one.others")}</h3>
      {others.length === 0 && <p className="text-quiet">{t("one.noOthers")}</p>}
      <ul className="text-[0.9375rem]">
        {others.map((other) => (
          <li key={other.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <Link
              href={`/admin/orders/${other.number}`}
              prefetch={false}
              className="figures underline underline-offset-4"
            >
              {other.number}
            </Link>
            <Badge tone={ORDER_TONES[other.status]}>{states(`status.${other.status}`)}</Badge>
            <span className="figures">{formatMoney(other.total, other.currency, props.locale)}</span>
            <span className="text-quiet">{time(other.placedAt)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where the goods go, and how far they are. */
export function OrderDestination({ mayEdit, ...props }: PartProps & { mayEdit: boolean }) {
  const { order, shipment, hasAddressToCorrect } = props.file;
  const { t } = wordsFor(props);
  const rate = rateOfOrder(order);
  const lines = order.shippingAddress ? addressLines(order.shippingAddress, props.locale) : [];
  return (
    <Section
      title={t("one.address")}
      {...(mayEdit &&
        hasAddressToCorrect && {
          more: (
            <Link href={`/admin/orders/${order.number}/address`} className="underline underline-offset-4">
              {t("correction.correct")}
            </Link>
          ),
        })}
    >
      {rate?.pickup ? (
        <p>{t("one.collect")}</p>
      ) : lines.length > 0 ? (
        <address className="not-italic">
          {[order.shippingName, ...lines].filter(Boolean).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
      ) : (
        <p className="text-quiet">{t("one.noAddress")}</p>
      )}
      <div className="mt-3">
        <Facts
          facts={[
            { label: t("one.delivery"), value: rate?.name },
            { label: t("one.parcel"), value: shipment ? t(`parcel.${shipment.status}`) : t("one.noParcel") },
            { label: shipment?.carrier ?? "", value: shipment?.trackingNumber },
          ]}
        />
      </div>
    </Section>
  );
}
