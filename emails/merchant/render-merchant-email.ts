import { createElement } from "react";
import type { MerchantEmailData } from "@/lib/email/merchant/merchant-email";
import type { RenderedEmail } from "@/lib/email/renderers";
import { detailBlocks } from "../plain-text";
import { renderHtml } from "../render-html";
import { emailTexts } from "../texts";
import { composeMerchantMessage, type MerchantMessage } from "./compose";
import { MerchantMessageBody } from "./merchant-message";
import { merchantTexts } from "./texts";

export async function renderMerchantEmail(data: MerchantEmailData): Promise<RenderedEmail> {
  const { order } = data;
  const message = composeMerchantMessage(data);
  const t = emailTexts(order.locale);
  const own = merchantTexts(order.locale);
  return {
    locale: order.locale,
    subject: message.subject,
    html: await renderHtml(createElement(MerchantMessageBody, { message, order, t, own })),
    text: plainText(message, data),
  };
}

function plainText(message: MerchantMessage, { order }: MerchantEmailData): string {
  const { heading, paragraphs, facts, steps, action } = message;
  const t = emailTexts(order.locale);
  const own = merchantTexts(order.locale);
  const blocks = [
    [heading, t("orderNumber", { number: order.number })],
    ...paragraphs.map((paragraph) => [paragraph]),
    facts.map(({ label, value }) => `${label}: ${value}`),
    action ? [`${action.label}: ${action.url}`] : [],
    [own("nextSteps"), ...steps.map(({ command, effect }) => `  ${command}\n    ${effect}`)],
    ...detailBlocks(t, order),
    ["--", own("footer")],
  ];
  return blocks
    .map((block) => block.join("\n"))
    .filter((block) => block !== "")
    .join("\n\n");
}
