import { render } from "@react-email/components";
import { createElement } from "react";
import type { Locale } from "@/i18n/routing";
import { SignInMessage } from "./templates/sign-in-message";
import { emailTexts } from "./texts";

/** A code and a link that do the same; both end after `minutes`. URLs are absolute. */
export type SignInEmailData = {
  locale: Locale;
  code: string;
  linkUrl: string;
  storeUrl: string;
  minutes: number;
};

/** Subject and both bodies, in the language of the page where it was asked for. */
export async function renderSignInEmail(
  data: SignInEmailData,
): Promise<{ subject: string; html: string; text: string }> {
  const t = emailTexts(data.locale);
  const { code, minutes, linkUrl } = data;
  const blocks = [
    t("sign_in.heading"),
    t("sign_in.body", { minutes }),
    code,
    `${t("sign_in.or")}\n${linkUrl}`,
    t("sign_in.ignore"),
    `--\n${t("sign_in.footer")}`,
  ];
  return {
    subject: t("sign_in.subject", { code }),
    html: await render(createElement(SignInMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
