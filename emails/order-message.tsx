import { Link, Text } from "@react-email/components";
import type { OrderEmailData, OrderEmailKind } from "@/lib/email/order-email";
import { legalLinks } from "./legal-plain";
import { LegalTexts } from "./legal-texts";
import { OrderDetails } from "./order-details";
import { Shell } from "./shell";
import { type EmailTexts, emailText, parcelText, returnRows, shopName } from "./texts";
import { COLORS } from "./theme";

type Props = { kind: OrderEmailKind; t: EmailTexts; data: OrderEmailData };

/** All kinds have the same frame and order. */
export function OrderMessage({ kind, t, data }: Props) {
  const action =
    kind === "payment_failed"
      ? { label: t("payment_failed.action"), url: data.payAgainUrl }
      : { label: t("viewOrder"), url: data.orderUrl };
  return (
    <Shell
      data={data}
      preview={emailText(kind, "preview", data)}
      label={t("orderNumber", { number: data.number })}
      footer={t("footer", shopName())}
      links={legalLinks(data)}
      heading={emailText(kind, "heading", data)}
      body={emailText(kind, "body", data)}
      action={action}
    >
      {kind === "order_shipped" && <Tracking t={t} data={data} />}
      <Labelled rows={returnRows(t, data)} />
      <OrderDetails t={t} data={data} />
      {kind === "order_confirmed" && <LegalTexts texts={data.agreed} />}
    </Shell>
  );
}

function Labelled({ rows }: { rows: readonly (readonly [label: string, value: string | null])[] }) {
  return rows.map(
    ([label, value]) =>
      value && (
        <Text key={label} style={{ fontSize: 15, margin: "14px 0 0", whiteSpace: "pre-line" }}>
          <span style={{ color: COLORS.quiet }}>{label}: </span>
          {value}
        </Text>
      ),
  );
}

function Tracking({ t, data }: Omit<Props, "kind">) {
  const { parcel, carrier, trackingNumber, trackingUrl, isSent } = data;
  const rows = [
    [t("order_shipped.inParcel"), parcelText(data)],
    [t("order_shipped.carrier"), carrier],
    [t("order_shipped.trackingNumber"), trackingNumber],
  ] as const;
  return (
    <>
      <Labelled rows={rows} />
      {trackingUrl && (
        <Text style={{ fontSize: 15, margin: "14px 0 0" }}>
          <Link href={trackingUrl} style={{ color: COLORS.ink }}>
            {t("order_shipped.follow")}
          </Link>
        </Text>
      )}
      {parcel.length > 0 && !isSent && (
        <Text style={{ fontSize: 15, margin: "14px 0 0" }}>{t("order_shipped.toCome")}</Text>
      )}
    </>
  );
}
