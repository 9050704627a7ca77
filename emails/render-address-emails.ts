import { createElement } from "react";
import type { AddressChangedData, ConfirmAddressData } from "@/lib/email/account-emails";
import type { RenderedEmail } from "@/lib/email/renderers";
import { AddressChangedMessage } from "./address-changed-message";
import { ConfirmAddressMessage } from "./confirm-address-message";
import { plainFoot } from "./legal-plain";
import { renderHtml } from "./render-html";
import { emailTexts, shopName } from "./texts";

export async function renderConfirmAddress(data: ConfirmAddressData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { code, minutes } = data;
  const blocks = [
    t("confirm_address.heading"),
    t("confirm_address.body", { minutes }),
    code,
    t("confirm_address.ignore"),
    plainFoot(t("confirm_address.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("confirm_address.subject", { code }),
    html: await renderHtml(createElement(ConfirmAddressMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}

export async function renderAddressChanged(data: AddressChangedData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const blocks = [
    t("address_changed.heading"),
    t("address_changed.body", shopName()),
    t("address_changed.notYou"),
    plainFoot(t("address_changed.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("address_changed.subject"),
    html: await renderHtml(createElement(AddressChangedMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
