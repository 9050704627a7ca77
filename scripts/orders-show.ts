import { parseArgs } from "node:util";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { TimelineDetail } from "@/lib/model/order";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { type OrderFile, orderFile } from "@/lib/orders/merchant/order-file.server";
import { whyInState } from "@/lib/orders/merchant/why";
import { addressLines } from "@/lib/orders/views/address-lines";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const number = orderNumber(positionals, "npm run orders:show -- <order number>");
  await chooseStore();
  const file = await orderFile(number);
  if (!file) throw new Error(`there is no order ${number}`);
  console.log(report(file).join("\n"));
});

function report(file: OrderFile): string[] {
  const { order, balance, refundable } = file;
  const pickup = rateOfOrder(order)?.pickup;
  const money = (amount: number) => formatMoney(amount, order.currency, "en");
  return [
    `${order.number} is ${order.status}`,
    `  ${whyText(file)}`,
    `  ${[order.customerName, order.email].filter(Boolean).join(", ") || "no name or e-mail address yet"}`,
    `  total ${money(order.total)}, paid ${money(balance.captured)}, refunded ${money(balance.refunded)}` +
      `, refund pending ${money(balance.pending)}, taken back by the bank ${money(balance.chargedBack)}`,
    `  can still be refunded: ${money(refundable)}${file.toCome > 0 ? `; has still to go back for changed goods: ${money(file.toCome)}` : ""}`,
    ...order.quote.lines.map(
      (line) => `  ${line.quantity} x ${line.sku} ${line.productName} ${line.optionLabel}`,
    ),
    ...(order.agreement
      ? [
          `  shown before ordering, in ${order.agreement.locale} at ${order.agreement.shownAt}: terms ${order.agreement.terms}, returns ${order.agreement.returns}`,
        ]
      : []),
    ...(pickup
      ? [`  collected at ${[...addressLines(pickup.address, "en"), pickup.openingHours].join(", ")}`]
      : []),
    `  goods: ${[...new Set(file.goods.map(({ status }) => status))].join(", ") || "none held"}; parcel: ${file.shipment?.status ?? "not requested"}`,
    ...section("payments", file.payments, (one) => [
      one.stripeId,
      one.paymentIntentId,
      one.status,
      one.amountCaptured === null ? null : money(one.amountCaptured),
    ]),
    ...section("refunds", file.refunds, (one) => [
      one.stripeId,
      money(one.amount),
      one.status,
      one.failureReason,
      ...givenFor(file, one.requestId),
    ]),
    ...section(
      "refunds whose result is unknown",
      file.requests.filter(({ status }) => status === "asked"),
      (one) => [one.id, money(one.amount)],
    ),
    ...section("disputes", file.disputes, (one) => [
      one.stripeId,
      money(one.amount),
      one.reason,
      one.outcome ?? one.status,
      one.evidenceDueAt?.toISOString(),
    ]),
    ...section(
      "needs a person",
      file.reasons.filter(({ answeredAt }) => answeredAt === null),
      (one) => [one.reason, one.about, one.expected && `expected ${one.expected}`, one.actual],
    ),
    ...section("what has happened", file.timeline, (one) => [
      one.at.toISOString(),
      one.actor,
      one.toStatus && `-> ${one.toStatus}`,
      detailText(one.detail),
    ]),
  ];
}

/** Which lines a refund gave back, and who asked for it. */
function givenFor({ requests, order }: OrderFile, requestId: string | null): string[] {
  const request = requests.find(({ id }) => id === requestId);
  const skus = new Map(order.quote.lines.map(({ variantId, sku }) => [variantId, sku]));
  const { share, askedBy, wish } = request ?? {};
  return [
    ...(share?.lines ?? []).map(
      ({ variantId, quantity }) => `${quantity} x ${skus.get(variantId) ?? variantId}`,
    ),
    ...(share && share.delivery.amount > 0 ? ["delivery"] : []),
    ...(wish?.reason ? [wish.reason] : []),
    ...(wish?.note ? [wish.note] : []),
    ...(askedBy ? [`by ${askedBy}`] : []),
  ];
}

function whyText({ order, reasons, timeline, shipment }: OrderFile): string {
  const t = translator(routing.defaultLocale, "merchant");
  const why = whyInState({ status: order.status, reasons, timeline, shipment: shipment?.status ?? null });
  const open = why.reasons?.map((reason) => t(`reasons.${reason}.why`)) ?? [];
  return [t(`why.${why.key}`, { code: why.code ?? "" }), ...open].join(" ");
}

function section<T>(
  title: string,
  rows: readonly T[],
  line: (row: T) => (string | null | undefined)[],
): string[] {
  if (rows.length === 0) return [];
  return [title, ...rows.map((row) => `  ${line(row).filter(Boolean).join("  ")}`)];
}

function detailText({ code, ...rest }: TimelineDetail): string {
  const facts = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  return [code, ...facts].join(", ");
}
