import { Text } from "@react-email/components";
import type { SignInEmailData } from "@/lib/email/account-emails";
import { CodeFigures } from "./code-figures";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";
import { COLORS } from "./theme";

/** The code comes first and large, as most readers only look at it. */
export function SignInMessage({ t, data }: { t: EmailTexts; data: SignInEmailData }) {
  const { code, minutes } = data;
  return (
    <Shell
      data={data}
      preview={t("sign_in.preview", { minutes })}
      label={t("sign_in.label")}
      heading={t("sign_in.heading", shopName())}
      body={
        <>
          {t("sign_in.body", { minutes })}
          <CodeFigures code={code} />
          {t("sign_in.or")}
        </>
      }
      action={{ label: t("sign_in.action"), url: data.linkUrl }}
      footer={t("sign_in.footer", shopName())}
      links={legalLinks(data)}
    >
      <Text style={{ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: "24px 0 0" }}>
        {t("sign_in.ignore")}
      </Text>
    </Shell>
  );
}
