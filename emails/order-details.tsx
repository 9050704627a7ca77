import { Column, Hr, Img, Row, Section, Text } from "@react-email/components";
import { formatMoney } from "@/lib/base/money";
import type { OrderEmailData } from "@/lib/email/order-email";
import { type EmailTexts, placeLines, totalRows } from "./texts";
import { COLORS } from "./theme";

type Props = { t: EmailTexts; data: OrderEmailData };

const plain = { fontSize: 15, lineHeight: "22px", margin: 0 } as const;
const quiet = () => ({ ...plain, color: COLORS.quiet, fontSize: 14 });
const figure = { ...plain, textAlign: "right", whiteSpace: "nowrap" } as const;

export function OrderDetails({ t, data }: Props) {
  const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
  return (
    <Section style={{ marginTop: 28 }}>
      {data.lines.map((line) => (
        <Row key={line.sku} style={{ marginBottom: 16 }}>
          <Column style={{ width: 72, verticalAlign: "top" }}>
            {line.image && (
              <Img
                src={line.image}
                alt=""
                width={60}
                height={75}
                style={{ borderRadius: 8, objectFit: "cover" }}
              />
            )}
          </Column>
          <Column style={{ verticalAlign: "top" }}>
            <Text style={plain}>{line.name}</Text>
            {line.option && <Text style={quiet()}>{line.option}</Text>}
            <Text style={quiet()}>
              {t("lineQuantity", { quantity: line.quantity, price: money(line.unitAmount) })}
            </Text>
          </Column>
          <Column style={{ verticalAlign: "top", width: 80, paddingLeft: 8 }}>
            <Text style={figure}>{money(line.total)}</Text>
          </Column>
        </Row>
      ))}
      <Hr style={{ borderColor: COLORS.line, margin: "8px 0 12px" }} />
      {totalRows(t, data).map((row) => (
        <Row key={row.key} style={{ marginBottom: 6 }}>
          <Column>
            <Text style={row.strong ? { ...plain, fontWeight: 600 } : plain}>{row.label}</Text>
            {row.note && <Text style={quiet()}>{row.note}</Text>}
          </Column>
          <Column style={{ verticalAlign: "top", width: 80, paddingLeft: 8 }}>
            <Text style={row.strong ? { ...figure, fontWeight: 600 } : figure}>{row.amount}</Text>
          </Column>
        </Row>
      ))}
      <Place lines={placeLines(t, data)} />
    </Section>
  );
}

function Place({ lines: [title, ...lines] }: { lines: string[] }) {
  if (!title) return null;
  return (
    <>
      <Hr style={{ borderColor: COLORS.line, margin: "12px 0" }} />
      <Text style={{ ...quiet(), marginBottom: 4 }}>{title}</Text>
      {lines.map((line) => (
        <Text key={line} style={plain}>
          {line}
        </Text>
      ))}
    </>
  );
}
