import { createElement } from "react";
import type { OrderEmailData, OrderEmailKind } from "@/lib/email/order-email";
import type { RenderedEmail } from "@/lib/email/renderers";
import { OrderMessage } from "./order-message";
import { plainText } from "./plain-text";
import { renderHtml } from "./render-html";
import { emailText, emailTexts } from "./texts";

export async function renderOrderEmail(kind: OrderEmailKind, data: OrderEmailData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  return {
    locale: data.locale,
    subject: emailText(kind, "subject", data),
    html: await renderHtml(createElement(OrderMessage, { kind, t, data })),
    text: plainText(kind, t, data),
  };
}
