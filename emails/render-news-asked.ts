import { createElement } from "react";
import type { NewsAskedData } from "@/lib/email/account-emails";
import type { RenderedEmail } from "@/lib/email/renderers";
import { plainFoot } from "./legal-plain";
import { NewsAskedMessage } from "./news-asked-message";
import { renderHtml } from "./render-html";
import { emailTexts, shopName } from "./texts";

export async function renderNewsAsked(data: NewsAskedData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { agree, days, confirmUrl, stopUrl } = data;
  const blocks = [
    t("news_asked.heading"),
    t("news_asked.body", { days }),
    agree,
    `${t("news_asked.action")}\n${confirmUrl}`,
    `${t("news_asked.ignore")}\n${t("news_asked.stop")}\n${stopUrl}`,
    plainFoot(t("news_asked.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("news_asked.subject", shopName()),
    html: await renderHtml(createElement(NewsAskedMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
