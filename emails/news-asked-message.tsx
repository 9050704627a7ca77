import { Link, Text } from "@react-email/components";
import type { NewsAskedData } from "@/lib/email/account-emails";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";
import { COLORS } from "./theme";

export function NewsAskedMessage({ t, data }: { t: EmailTexts; data: NewsAskedData }) {
  const { agree, days, confirmUrl, stopUrl } = data;
  return (
    <Shell
      data={data}
      preview={t("news_asked.preview", { days })}
      label={t("news_asked.label")}
      heading={t("news_asked.heading")}
      body={
        <>
          {t("news_asked.body", { days })}
          <span style={{ display: "block", marginTop: 12, fontStyle: "italic" }}>{agree}</span>
        </>
      }
      action={{ label: t("news_asked.action"), url: confirmUrl }}
      footer={t("news_asked.footer", shopName())}
      links={legalLinks(data)}
    >
      <Text style={{ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: "20px 0 0" }}>
        {t("news_asked.ignore")}{" "}
        <Link href={stopUrl} style={{ color: COLORS.quiet, textDecoration: "underline" }}>
          {t("news_asked.stop")}
        </Link>
      </Text>
    </Shell>
  );
}
