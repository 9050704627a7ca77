import { render } from "@react-email/components";
import { createElement } from "react";
import { detailBlocks } from "../plain-text";
import { emailTexts } from "../texts";
import { composeMerchantMessage } from "./compose";
import type { MerchantEmailData, MerchantMessage } from "./merchant-email";
import { MerchantMessageBody } from "./merchant-message";
import { merchantTexts } from "./texts";

export async function renderMerchantEmail(
  data: MerchantEmailData,
): Promise<{ subject: string; html: string; text: string }> {
  const { order } = data;
  const message = composeMerchantMessage(data);
  const t = emailTexts(order.locale);
  const own = merchantTexts(order.locale);
  return {
    subject: message.subject,
    html: await render(createElement(MerchantMessageBody, { message, order, t, own })),
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
