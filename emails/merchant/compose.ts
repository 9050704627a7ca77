import { translator } from "@/i18n/texts.server";
import { shownEmail } from "@/lib/base/email-shown";
import { formatMoney } from "@/lib/base/money";
import type { MerchantEmailData, MerchantMatter, PaidWith } from "@/lib/email/merchant/merchant-email";
import { isOver, isToBeSent } from "@/lib/lifecycle/transitions";
import type { AttentionReason, OrderStatus } from "@/lib/model/order";
import {
  ADVICE,
  type Advice,
  COLLECT_ADVICE,
  DONE_ADVICE,
  fullCommand,
  INQUIRY_ADVICE,
  LOOK_ADVICE,
  LOST_ADVICE,
  SEND_ADVICE,
} from "@/lib/orders/merchant/advice";
import { isReturnedDebit } from "@/lib/orders/settle/money-back";
import { brandName } from "@/lib/stripe/brands";
import { knownText, merchantTexts } from "./texts";

/** A message before it becomes HTML or plain text. */
export type MerchantMessage = {
  subject: string;
  preview: string;
  heading: string;
  paragraphs: string[];
  facts: { label: string; value: string }[];
  steps: { command: string; effect: string }[];
  action: { label: string; url: string } | null;
};

type Of<Kind extends MerchantMatter["kind"]> = {
  data: MerchantEmailData;
  matter: Extract<MerchantMatter, { kind: Kind }>;
};

export function composeMerchantMessage(data: MerchantEmailData): MerchantMessage {
  const { matter } = data;
  switch (matter.kind) {
    case "order_paid":
      return orderPaid({ data, matter });
    case "attention":
      return attention({ data, matter });
    case "dispute":
      return dispute({ data, matter });
    case "return":
      return returned({ data, matter });
  }
}

function orderPaid({ data, matter }: Of<"order_paid">): MerchantMessage {
  const { order } = data;
  const t = merchantTexts(order.locale);
  const values = {
    number: order.number,
    total: formatMoney(order.total, order.currency, order.locale),
    pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    sent: order.isSent ? "yes" : "no",
  };
  const paidWith = paidWithText(matter.paidWith, data);
  return {
    subject: t("order_paid.subject", values),
    preview: t("order_paid.preview", values),
    heading: t("order_paid.heading"),
    paragraphs: [t("order_paid.body", values)],
    facts: [...customerFacts(data), { label: t("facts.paidWith"), value: paidWith }],
    steps: steps([...(order.isSent ? [] : handoverAdvice(data)), ...LOOK_ADVICE], data),
    action: openInStripe(data),
  };
}

function attention({ data, matter: { reasons } }: Of<"attention">): MerchantMessage {
  const { order } = data;
  const t = merchantTexts(order.locale);
  const sent = order.isSent ? "yes" : "no";
  const short = [...new Set(reasons.map(({ reason }) => t(`reasons.${reason}.short`)))].join(", ");
  const hasFailed = reasons.some(({ reason }) => reason === "refund_failed");
  return {
    subject: t("attention.subject", { number: order.number, short }),
    preview: t("attention.preview", { sent }),
    heading: t("attention.heading"),
    paragraphs: [
      ...new Set(reasons.map(({ reason }) => t(`reasons.${reason}.why`))),
      t(hasFailed ? "attention.didRefundFailed" : "attention.did", { sent }),
    ],
    facts: [
      ...reasons.flatMap(({ reason, expected, actual }) => [
        ...(expected ? [{ label: t("facts.expected"), value: readable(reason, expected, data) }] : []),
        ...(actual ? [{ label: t("facts.actual"), value: readable(reason, actual, data) }] : []),
      ]),
      ...customerFacts(data),
    ],
    steps: steps([...reasons.flatMap(({ reason }) => ADVICE[reason]), ...LOOK_ADVICE], data),
    action: openInStripe(data),
  };
}

/** Makes a recorded difference readable: it is stored as "total 2490", in minor units. */
function readable(reason: AttentionReason, actual: string, { order }: MerchantEmailData): string {
  if (reason !== "amount_mismatch") return actual;
  return actual.replace(/-?\d+$/, (amount) => formatMoney(Number(amount), order.currency, order.locale));
}

function dispute({ data, matter }: Of<"dispute">): MerchantMessage {
  const { order } = data;
  const { stage, reason, answerBy } = matter;
  const t = merchantTexts(order.locale);
  const amount = formatMoney(matter.amount, order.currency, order.locale);
  const values = {
    number: order.number,
    amount,
    sent: order.isSent ? "yes" : "no",
    taken: matter.isMoneyTaken ? "yes" : "no",
    returned: isReturnedDebit(reason) ? "yes" : "no",
    next: whatNext(data.status),
  };
  const isOpen = stage === "inquiry" || stage === "open";
  return {
    subject: t(`dispute.${stage}.subject`, values),
    preview: t(`dispute.${stage}.preview`, values),
    heading: t(`dispute.${stage}.heading`),
    paragraphs: [t(`dispute.${stage}.body`, values)],
    facts: [
      { label: t("facts.amount"), value: amount },
      { label: t("facts.reason"), value: knownText("disputeReasons", reason, order.locale) },
      ...(isOpen && answerBy ? [{ label: t("facts.answerBy"), value: instantText(answerBy, data) }] : []),
      ...customerFacts(data),
    ],
    steps: steps([...disputeAdvice(data, stage), ...LOOK_ADVICE], data),
    action: isOpen ? { label: t("answerDispute"), url: matter.answerUrl } : openInStripe(data),
  };
}

function returned({ data, matter }: Of<"return">): MerchantMessage {
  const { order } = data;
  const { goods, note, reason } = matter;
  const t = merchantTexts(order.locale);
  const values = {
    number: order.number,
    pieces: goods.reduce((sum, { quantity }) => sum + quantity, 0),
  };
  return {
    subject: t("return.subject", values),
    preview: t("return.preview", values),
    heading: t("return.heading"),
    paragraphs: [t("return.body", values)],
    facts: [
      ...goods.map(({ name, quantity }) => ({ label: t("facts.goods"), value: `${quantity} × ${name}` })),
      { label: t("facts.reason"), value: translator(order.locale, "returns")(`reasons.${reason}`) },
      ...(note ? [{ label: t("facts.note"), value: note }] : []),
      ...customerFacts(data),
    ],
    steps: steps(LOOK_ADVICE, data),
    action: { label: t("answerReturn"), url: matter.answerUrl },
  };
}

function disputeAdvice(
  { order, status }: MerchantEmailData,
  stage: Of<"dispute">["matter"]["stage"],
): Advice {
  if (stage === "inquiry") return INQUIRY_ADVICE;
  if (stage === "open") return [];
  if (isToBeSent(status)) return handoverAdvice({ order });
  return stage === "lost" && isOver(status) && !order.isSent ? LOST_ADVICE : [];
}

const handoverAdvice = ({ order }: Pick<MerchantEmailData, "order">): Advice =>
  order.isNothingSent ? DONE_ADVICE : order.pickup ? COLLECT_ADVICE : SEND_ADVICE;

function whatNext(status: OrderStatus): "send" | "attention" | "over" | "nothing" {
  if (status === "needs_attention") return "attention";
  if (isToBeSent(status)) return "send";
  return isOver(status) ? "over" : "nothing";
}

function customerFacts({ order, customer }: MerchantEmailData): MerchantMessage["facts"] {
  const t = merchantTexts(order.locale);
  return [
    ...(customer.name ? [{ label: t("facts.customer"), value: customer.name }] : []),
    ...(customer.email ? [{ label: t("facts.email"), value: shownEmail(customer.email) }] : []),
  ];
}

function paidWithText(paidWith: PaidWith | null, { order: { locale } }: MerchantEmailData): string {
  const t = merchantTexts(locale);
  if (!paidWith) return t("paidWith.nothing");
  const { type, last4 } = paidWith;
  const name = knownText("paymentTypes", type, locale);
  if (!last4) return name;
  if (type !== "card") return t("paidWith.ending", { type: name, last4 });
  const brand = paidWith.brand && brandName(paidWith.brand);
  return brand ? t("paidWith.card", { brand, last4 }) : t("paidWith.unknownCard", { last4 });
}

function steps(advice: Advice, { order }: MerchantEmailData): MerchantMessage["steps"] {
  const t = merchantTexts(order.locale);
  const lines = advice.map(({ command, effect }) => ({
    command: fullCommand(command, order.number),
    effect: t(`advice.${effect}`),
  }));
  return lines.filter((line, index) => lines.findIndex(({ command }) => command === line.command) === index);
}

function openInStripe({ order, stripeUrl }: MerchantEmailData): MerchantMessage["action"] {
  return stripeUrl ? { label: merchantTexts(order.locale)("openInStripe"), url: stripeUrl } : null;
}

/** The time is in UTC, and says so, as the merchant's time zone is unknown. */
function instantText(instant: Date, { order: { locale } }: MerchantEmailData): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${format.format(instant)} UTC`;
}
