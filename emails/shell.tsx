import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Text,
} from "@react-email/components";
import { Fragment, type ReactNode } from "react";
import type { Locale } from "@/i18n/routing";
import { shop } from "@/lib/config/shop";
import { pictureKeyOf } from "@/lib/model/picture";
import { sharpAt } from "@/lib/model/picture-sizes";
import { BREAKS, COLORS, FONT } from "./theme";

type Props = {
  data: { locale: Locale; storeUrl: string };
  preview: string;
  /** A small text above the heading. */
  label: string;
  heading: string;
  body: ReactNode;
  action?: { label: string; url: string };
  /** Why the reader gets the e-mail. */
  footer: string;
  /** What else stands in the foot. */
  links?: { title: string; url: string }[];
  children?: ReactNode;
};

/** Every e-mail has name, label, heading, text, at most one button, and footer. */
export function Shell({ data, preview, label, heading, body, action, footer, links, children }: Props) {
  return (
    <Html lang={data.locale}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body
        style={{ backgroundColor: COLORS.ground, fontFamily: FONT, color: COLORS.ink, margin: 0, padding: 0 }}
      >
        <Container style={{ ...BREAKS, maxWidth: 560, padding: "32px 16px" }}>
          <Link href={data.storeUrl} style={{ color: COLORS.ink, fontSize: 20, textDecoration: "none" }}>
            <Mark storeUrl={data.storeUrl} />
          </Link>
          <Container
            style={{
              ...BREAKS,
              backgroundColor: COLORS.raised,
              borderRadius: 16,
              marginTop: 20,
              padding: "28px 20px",
            }}
          >
            <Text style={{ color: COLORS.quiet, fontSize: 14, margin: 0 }}>{label}</Text>
            <Heading
              as="h1"
              style={{ fontSize: 28, fontWeight: 500, lineHeight: "34px", margin: "4px 0 12px" }}
            >
              {heading}
            </Heading>
            <Text style={{ fontSize: 16, lineHeight: "26px", margin: "0 0 20px" }}>{body}</Text>
            {action && <ActionButton label={action.label} url={action.url} />}
            {children}
          </Container>
          <Hr style={{ borderColor: COLORS.ground, margin: "12px 0" }} />
          <Text style={{ color: COLORS.quiet, fontSize: 13, lineHeight: "20px" }}>{footer}</Text>
          {links && (
            <Text style={{ color: COLORS.quiet, fontSize: 13, lineHeight: "24px" }}>
              {links.map(({ title, url }) => (
                <Fragment key={url}>
                  <Link href={url} style={{ color: COLORS.quiet, textDecoration: "underline" }}>
                    {title}
                  </Link>{" "}
                  &nbsp;{" "}
                </Fragment>
              ))}
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  );
}

/** The shop's logo where staff have brought one, as those are PNG or JPEG; a file of the project's own may be an SVG, which many mail programs don't show. */
function Mark({ storeUrl }: { storeUrl: string }) {
  const { name, logo } = shop();
  if (!logo || !pictureKeyOf(logo.light)) return name;
  const { width, height } = logo;
  return (
    <Img
      src={new URL(sharpAt(logo.light, width), storeUrl).href}
      alt={name}
      width={width}
      height={height}
      style={{ color: COLORS.ink, height: "auto" }}
    />
  );
}

export function ActionButton({ label, url }: { label: string; url: string }) {
  return (
    <Button
      href={url}
      style={{
        backgroundColor: COLORS.action,
        borderRadius: 999,
        color: COLORS.onAction,
        fontSize: 16,
        padding: "13px 26px",
      }}
    >
      {label}
    </Button>
  );
}
