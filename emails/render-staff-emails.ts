import { createElement } from "react";
import type { StaffCodeData, StaffInvitedData } from "@/lib/email/account-emails";
import type { RenderedEmail } from "@/lib/email/renderers";
import { plainFoot } from "./legal-plain";
import { renderHtml } from "./render-html";
import { StaffCodeMessage } from "./staff-code-message";
import { StaffInvitedMessage } from "./staff-invited-message";
import { emailTexts, shopName } from "./texts";

export async function renderStaffCode(data: StaffCodeData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { code, minutes } = data;
  const blocks = [
    t("staff_code.heading", shopName()),
    t("staff_code.body", { minutes }),
    code,
    t("staff_code.ignore"),
    plainFoot(t("staff_code.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("staff_code.subject", { code }),
    html: await renderHtml(createElement(StaffCodeMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}

export async function renderStaffInvited(data: StaffInvitedData): Promise<RenderedEmail> {
  const t = emailTexts(data.locale);
  const { by, role, deskUrl } = data;
  const blocks = [
    t("staff_invited.heading", shopName()),
    t("staff_invited.body", { by, role }),
    `${t("staff_invited.action")}\n${deskUrl}`,
    plainFoot(t("staff_invited.footer", shopName()), data),
  ];
  return {
    locale: data.locale,
    subject: t("staff_invited.subject", shopName()),
    html: await renderHtml(createElement(StaffInvitedMessage, { t, data })),
    text: blocks.join("\n\n"),
  };
}
