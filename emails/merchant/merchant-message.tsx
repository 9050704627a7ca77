import { Column, Row, Section, Text } from "@react-email/components";
import type { OrderEmailData } from "@/lib/email/order-email";
import { OrderDetails } from "../order-details";
import { ActionButton, Shell } from "../shell";
import type { EmailTexts } from "../texts";
import { BREAKS, COLORS } from "../theme";
import type { MerchantMessage } from "./compose";
import type { MerchantTexts } from "./texts";

type Props = { message: MerchantMessage; order: OrderEmailData; t: EmailTexts; own: MerchantTexts };

const small = () => ({ color: COLORS.quiet, fontSize: 14, lineHeight: "22px", margin: 0 });
const plain = { fontSize: 15, lineHeight: "22px", margin: 0 } as const;

/** Says what happened and what can be done, and shows the order. */
export function MerchantMessageBody({ message, order, t, own }: Props) {
  const { paragraphs, facts, steps, action } = message;
  const [first = "", ...rest] = paragraphs;
  return (
    <Shell
      data={order}
      preview={message.preview}
      label={t("orderNumber", { number: order.number })}
      heading={message.heading}
      body={first}
      footer={own("footer")}
    >
      {rest.map((paragraph) => (
        <Text key={paragraph} style={{ fontSize: 16, lineHeight: "26px", margin: "0 0 20px" }}>
          {paragraph}
        </Text>
      ))}
      <Section>
        {facts.map(({ label, value }) => (
          <Row key={`${label} ${value}`} style={{ marginBottom: 6 }}>
            <Column style={{ width: 130, verticalAlign: "top", paddingRight: 8 }}>
              <Text style={small()}>{label}</Text>
            </Column>
            <Column style={{ verticalAlign: "top" }}>
              <Text style={{ ...plain, ...BREAKS }}>{value}</Text>
            </Column>
          </Row>
        ))}
      </Section>
      {action && (
        <Section style={{ marginTop: 14 }}>
          <ActionButton label={action.label} url={action.url} />
        </Section>
      )}
      <Text style={{ ...small(), margin: "22px 0 6px" }}>{own("nextSteps")}</Text>
      {steps.map(({ command, effect }) => (
        <Text key={command} style={{ ...plain, marginBottom: 10 }}>
          <span style={{ ...BREAKS, fontFamily: "'SF Mono', Menlo, Consolas, monospace", fontSize: 13 }}>
            {command}
          </span>
          <br />
          <span style={{ color: COLORS.quiet, fontSize: 14 }}>{effect}</span>
        </Text>
      ))}
      <OrderDetails t={t} data={order} />
    </Shell>
  );
}
