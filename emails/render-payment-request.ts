import { createElement } from "react";
import { formatMoney } from "@/lib/base/money";
import type { PaymentRequestData } from "@/lib/email/payment-request";
import type { RenderedEmail } from "@/lib/email/renderers";
import { plainFoot } from "./legal-plain";
import { PaymentRequestMessage } from "./payment-request-message";
import { renderHtml } from "./render-html";
import { emailTexts, shopName } from "./texts";

export async function renderPaymentRequest(data: PaymentRequestData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { locale, note, requestUrl } = data;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: data.timeZone });
  const until = date.format(data.until);
  const money = (amount: number) => formatMoney(amount, data.currency, locale);
  const rows = [
    ...data.lines.map(({ name, quantity, total }) => ({
      label: `${quantity} × ${name}`,
      amount: money(total),
    })),
    ...data.discounts.map(({ name, amount }) => ({ label: name, amount: money(-amount) })),
    { label: t("shipping"), amount: money(data.delivery) },
    { label: t("total"), amount: money(data.total) },
  ];
  const body = t("payment_requested.body", { until });
  const blocks = [
    t("payment_requested.heading", shopName()),
    ...(note ? [note] : []),
    body,
    rows.map(({ label, amount }) => `${label}: ${amount}`).join("\n"),
    `${t("payment_requested.action")}\n${requestUrl}`,
    plainFoot(t("payment_requested.footer", shopName()), data),
  ];
  return {
    locale,
    subject: t("payment_requested.subject", { ...shopName(), amount: money(data.total) }),
    html: await renderHtml(createElement(PaymentRequestMessage, { t, data, rows, body })),
    text: blocks.join("\n\n"),
  };
}
