import { createElement } from "react";
import type { SignInEmailData } from "@/lib/email/account-emails";
import type { RenderedEmail } from "@/lib/email/renderers";
import { plainFoot } from "./legal-plain";
import { renderHtml } from "./render-html";
import { SignInMessage } from "./sign-in-message";
import { emailTexts, shopName } from "./texts";

export async function renderSignInEmail(data: SignInEmailData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { code, minutes, linkUrl } = data;
  const blocks = [
    t("sign_in.heading", shopName()),
    t("sign_in.body", { minutes }),
    code,
    `${t("sign_in.or")}\n${linkUrl}`,
    t("sign_in.ignore"),
    plainFoot(t("sign_in.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("sign_in.subject", { code }),
    html: await renderHtml(createElement(SignInMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
