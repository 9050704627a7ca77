import { Column, Row, Section, Text } from "@react-email/components";
import type { PaymentRequestData } from "@/lib/email/payment-request";
import { legalLinks } from "./legal-plain";
import { Shell } from "./shell";
import { type EmailTexts, shopName } from "./texts";

type Props = {
  t: EmailTexts;
  data: PaymentRequestData;
  body: string;
  rows: { label: string; amount: string }[];
};

const plain = { fontSize: 15, lineHeight: "22px", margin: 0 } as const;

export function PaymentRequestMessage({ t, data, body, rows }: Props) {
  const { note, requestUrl } = data;
  return (
    <Shell
      data={data}
      preview={note ?? body}
      label={t("payment_requested.label")}
      heading={t("payment_requested.heading", shopName())}
      body={
        <>
          {note && <span style={{ display: "block", whiteSpace: "pre-line", marginBottom: 12 }}>{note}</span>}
          {body}
        </>
      }
      action={{ label: t("payment_requested.action"), url: requestUrl }}
      footer={t("payment_requested.footer", shopName())}
      links={legalLinks(data)}
    >
      <Section style={{ marginTop: 28 }}>
        {rows.map(({ label, amount }) => (
          <Row key={label} style={{ marginBottom: 6 }}>
            <Column>
              <Text style={label === rows.at(-1)?.label ? { ...plain, fontWeight: 600 } : plain}>
                {label}
              </Text>
            </Column>
            <Column style={{ verticalAlign: "top", width: 110, paddingLeft: 8 }}>
              <Text style={{ ...plain, textAlign: "right", whiteSpace: "nowrap" }}>{amount}</Text>
            </Column>
          </Row>
        ))}
      </Section>
    </Shell>
  );
}
