import { Text } from "@react-email/components";
import type { StaffCodeData } from "@/lib/email/account-emails";
import { CodeFigures } from "./code-figures";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";
import { COLORS } from "./theme";

export function StaffCodeMessage({ t, data }: { t: EmailTexts; data: StaffCodeData }) {
  const { code, minutes } = data;
  return (
    <Shell
      data={data}
      preview={t("staff_code.preview", { minutes })}
      label={t("staff_code.label")}
      heading={t("staff_code.heading", shopName())}
      body={
        <>
          {t("staff_code.body", { minutes })}
          <CodeFigures code={code} />
        </>
      }
      footer={t("staff_code.footer", shopName())}
      links={legalLinks(data)}
    >
      <Text style={{ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: 0 }}>
        {t("staff_code.ignore")}
      </Text>
    </Shell>
  );
}
