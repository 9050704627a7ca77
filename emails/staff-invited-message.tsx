import type { StaffInvitedData } from "@/lib/email/account-emails";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";

export function StaffInvitedMessage({ t, data }: { t: EmailTexts; data: StaffInvitedData }) {
  const { by, role, deskUrl } = data;
  return (
    <Shell
      data={data}
      preview={t("staff_invited.preview", { by })}
      label={t("staff_invited.label")}
      heading={t("staff_invited.heading", shopName())}
      body={t("staff_invited.body", { by, role })}
      action={{ label: t("staff_invited.action"), url: deskUrl }}
      footer={t("staff_invited.footer", shopName())}
      links={legalLinks(data)}
    />
  );
}
