import { render } from "@react-email/components";
import { createElement } from "react";
import type { Locale } from "@/i18n/routing";
import { AddressChangedMessage } from "./templates/address-changed-message";
import { ConfirmAddressMessage } from "./templates/confirm-address-message";
import { emailTexts } from "./texts";

type Rendered = { subject: string; html: string; text: string };

/** The notice that an account has another e-mail address. Which one it does not say. */
export type AddressChangedData = { locale: Locale; storeUrl: string };

/** A code that ends after `minutes`. */
export type ConfirmAddressData = AddressChangedData & { code: string; minutes: number };

export async function renderConfirmAddress(data: ConfirmAddressData): Promise<Rendered> {
  const t = emailTexts(data.locale);
  const { code, minutes } = data;
  const blocks = [
    t("confirm_address.heading"),
    t("confirm_address.body", { minutes }),
    code,
    t("confirm_address.ignore"),
    `--\n${t("confirm_address.footer")}`,
  ];
  return {
    subject: t("confirm_address.subject", { code }),
    html: await render(createElement(ConfirmAddressMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}

export async function renderAddressChanged(data: AddressChangedData): Promise<Rendered> {
  const t = emailTexts(data.locale);
  const blocks = [
    t("address_changed.heading"),
    t("address_changed.body"),
    t("address_changed.notYou"),
    `--\n${t("address_changed.footer")}`,
  ];
  return {
    subject: t("address_changed.subject"),
    html: await render(createElement(AddressChangedMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
