import { render } from "@react-email/components";
import { createElement } from "react";
import type { OrderEmailData, OrderEmailKind } from "./order-email";
import { plainText } from "./plain-text";
import { OrderMessage } from "./templates/order-message";
import { emailText, emailTexts } from "./texts";

export async function renderOrderEmail(
  kind: OrderEmailKind,
  data: OrderEmailData,
): Promise<{ subject: string; html: string; text: string }> {
  const t = emailTexts(data.locale);
  return {
    subject: emailText(kind, "subject", data),
    html: await render(createElement(OrderMessage, { kind, t, data })),
    text: plainText(kind, t, data),
  };
}
