import "server-only";
import { createTransport } from "nodemailer";
import type { Locale } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import type { JobLane } from "@/lib/outbox/lanes";
import { fileMail } from "./mail-folder.server";
import { ownHeaders } from "./own-headers";

type OutgoingMail = {
  to: string;
  locale: Locale;
  subject: string;
  html: string;
  text: string;
  /** E-mails of one lane share connections to the mail server. */
  lane: MailLane;
  /** Of news: a mail program's own button posts here (RFC 8058). */
  unsubscribeUrl?: string;
  /** The same key gives the same Message-ID, so that mail readers recognise a second sending. */
  key: string;
};

export type AddressedMail = Omit<OutgoingMail, "lane"> & { from: string; messageId: string };

type MailLane = Extract<JobLane, "email" | "person_email">;

/** Milliseconds. A server may take ten minutes to accept a message, and sending it again would double it. Source: RFC 5321, section 4.5.3.2.6. */
const LIMITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10 * 60_000 };

/**
 * A connection is kept for the next e-mail, because to make one takes longer than to send. Only for five seconds, because Vercel pauses an instance
 * without closing its connections. Each lane has its own, with room for what a round and some requests send at once.
 */
const KEPT = { pool: true, maxConnections: 20, idleTimeout: 5_000, maxRequeues: 1 } as const;

const connectionsTo = (url: string) => createTransport({ url, ...KEPT, ...LIMITS });
const connections = new Map<string, ReturnType<typeof connectionsTo>>();

function connectionsOf(lane: MailLane, url: string): ReturnType<typeof connectionsTo> {
  const name = `${lane} ${url}`;
  const known = connections.get(name) ?? connectionsTo(url);
  connections.set(name, known);
  return known;
}

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
    await connectionsOf(mail.lane, SMTP_URL).sendMail({
      ...headers(addressed),
      html: mail.html,
      text: mail.text,
    });
  } else if (MAIL_DIR) {
    await fileMail(MAIL_DIR, addressed);
  } else {
    throw new Error("neither SMTP_URL nor MAIL_DIR is set");
  }
}

function headers({ from, to, subject, messageId, ...mail }: AddressedMail) {
  return {
    ...{ from, to, subject, messageId },
    headers: { "Auto-Submitted": "auto-generated", ...ownHeaders(mail) },
  };
}
