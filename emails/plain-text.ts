import { formatMoney } from "@/lib/base/money";
import type { OrderEmailData, OrderEmailKind } from "@/lib/email/order-email";
import { legalBlocks, plainFoot } from "./legal-plain";
import { type EmailTexts, emailText, parcelText, placeLines, returnRows, shopName, totalRows } from "./texts";

/** The e-mail for programs without HTML. */
export function plainText(kind: OrderEmailKind, t: EmailTexts, data: OrderEmailData): string {
  const tracking =
    kind === "order_shipped"
      ? [
          data.parcel.length > 0 && `${t("order_shipped.inParcel")}: ${parcelText(data)}`,
          data.carrier && `${t("order_shipped.carrier")}: ${data.carrier}`,
          data.trackingNumber && `${t("order_shipped.trackingNumber")}: ${data.trackingNumber}`,
          data.trackingUrl && `${t("order_shipped.follow")}: ${data.trackingUrl}`,
          data.parcel.length > 0 && !data.isSent && t("order_shipped.toCome"),
        ]
      : [];
  const action =
    kind === "payment_failed"
      ? `${t("payment_failed.action")}: ${data.payAgainUrl}`
      : `${t("viewOrder")}: ${data.orderUrl}`;
  const blocks = [
    [emailText(kind, "heading", data), t("orderNumber", { number: data.number })],
    [emailText(kind, "body", data)],
    tracking,
    returnRows(t, data).map(([label, text]) => `${label}: ${text}`),
    [action],
    ...detailBlocks(t, data),
    ...(kind === "order_confirmed" ? legalBlocks(data.agreed) : []),
    [plainFoot(t("footer", shopName()), data)],
  ];
  return blocks
    .map((block) => block.filter(Boolean).join("\n"))
    .filter((block) => block !== "")
    .join("\n\n");
}

export function detailBlocks(t: EmailTexts, data: OrderEmailData): string[][] {
  const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
  const lines = data.lines.map((line) => {
    const name = line.option ? `${line.name} (${line.option})` : line.name;
    const quantity = t("lineQuantity", { quantity: line.quantity, price: money(line.unitAmount) });
    return `${name}\n  ${quantity} = ${money(line.total)}`;
  });
  return [
    lines,
    totalRows(t, data).map(({ label, note, amount }) => `${note ? `${label} (${note})` : label}: ${amount}`),
    placeLines(t, data),
  ];
}
