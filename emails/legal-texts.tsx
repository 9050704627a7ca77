import { Hr, Section, Text } from "@react-email/components";
import type { TextInEmail } from "@/lib/email/order-email";
import { COLORS } from "./theme";

/** A consumer must get these in a form that they can keep: directive 2011/83/EU, article 8(7). */
export function LegalTexts({ texts }: { texts: readonly TextInEmail[] }) {
  return texts.map(({ title, updated, html }) => (
    <Section key={title} style={{ marginTop: 24 }}>
      <Hr style={{ borderColor: COLORS.line, margin: "8px 0 12px" }} />
      <Text style={{ fontSize: 15, fontWeight: 600, margin: 0 }}>{`${title} (${updated})`}</Text>
      <div
        style={{ color: COLORS.quiet, fontSize: 13, lineHeight: "19px" }}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark shows HTML in a text as text
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </Section>
  ));
}
