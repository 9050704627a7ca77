import "server-only";
import { createTransport } from "nodemailer";
import type { Locale } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import { fileMail } from "./mail-folder.server";

type OutgoingMail = {
  to: string;
  locale: Locale;
  subject: string;
  html: string;
  text: string;
  /** The same key gives the same Message-ID, so that mail readers recognise a second sending. */
  key: string;
};

export type AddressedMail = OutgoingMail & { from: string; messageId: string };

/** Milliseconds. A server may take ten minutes to accept a message, and sending it again would double it. Source: RFC 5321, section 4.5.3.2.6. */
const LIMITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10 * 60_000 };

/**
 * Sends an e-mail by SMTP_URL, or writes it into MAIL_DIR.
 * @throws when the server can't be reached or refuses
 */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  const { SMTP_URL, MAIL_DIR, MAIL_FROM, STORE_URL } = env();
  const addressed = {
    ...mail,
    from: MAIL_FROM,
    messageId: `<${mail.key}@${new URL(STORE_URL).hostname}>`,
  };
  if (SMTP_URL) {
    const transport = createTransport({ url: SMTP_URL, ...LIMITS });
    await transport.sendMail({ ...headers(addressed), html: mail.html, text: mail.text });
  } else if (MAIL_DIR) {
    await fileMail(MAIL_DIR, addressed);
  } else {
    throw new Error("neither SMTP_URL nor MAIL_DIR is set");
  }
}

function headers({ from, to, subject, messageId, locale }: AddressedMail) {
  return {
    ...{ from, to, subject, messageId },
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
  };
}
