import { Text } from "@react-email/components";
import type { AddressChangedData } from "@/lib/email/account-emails";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";
import { COLORS } from "./theme";

/** This e-mail goes to the old address, whose owner may have lost the account. */
export function AddressChangedMessage({ t, data }: { t: EmailTexts; data: AddressChangedData }) {
  return (
    <Shell
      data={data}
      preview={t("address_changed.preview")}
      label={t("address_changed.label")}
      heading={t("address_changed.heading")}
      body={t("address_changed.body", shopName())}
      footer={t("address_changed.footer", shopName())}
      links={legalLinks(data)}
    >
      <Text style={{ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: 0 }}>
        {t("address_changed.notYou")}
      </Text>
    </Shell>
  );
}
