import { Text } from "@react-email/components";
import type { ConfirmAddressData } from "@/lib/email/account-emails";
import { CodeFigures } from "./code-figures";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";
import { COLORS } from "./theme";

export function ConfirmAddressMessage({ t, data }: { t: EmailTexts; data: ConfirmAddressData }) {
  const { code, minutes } = data;
  return (
    <Shell
      data={data}
      preview={t("confirm_address.preview", { minutes })}
      label={t("confirm_address.label")}
      heading={t("confirm_address.heading")}
      body={
        <>
          {t("confirm_address.body", { minutes })}
          <CodeFigures code={code} />
        </>
      }
      footer={t("confirm_address.footer", shopName())}
      links={legalLinks(data)}
    >
      <Text style={{ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: 0 }}>
        {t("confirm_address.ignore")}
      </Text>
    </Shell>
  );
}
