import { createTransport } from "nodemailer";
import { describeError } from "@/lib/base/describe-error";
import { env } from "@/lib/config/env";
import { type Finding, note, right, wrong } from "./finding";

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

/** Logs in at the mail server without sending. */
export async function checkMail(): Promise<Finding[]> {
  const { SMTP_URL, MAIL_DIR, MAIL_FROM, MERCHANT_EMAIL } = env();
  if (!SMTP_URL) return [note(`e-mails go into the folder ${MAIL_DIR}, to nobody`)];
  try {
    await createTransport({ url: SMTP_URL, ...PATIENCE }).verify();
  } catch (error) {
    return [wrong(`signing in at the mail server failed: ${describeError(error)}`)];
  }
  return [
    right("signing in at the mail server works"),
    ...(/\.example\b/.test(MAIL_FROM)
      ? [wrong("MAIL_FROM is the demonstration's sender: set your own")]
      : [right("e-mails have a sender of your own")]),
    MERCHANT_EMAIL.length > 0
      ? right(`e-mails about orders go to ${MERCHANT_EMAIL.join(", ")}`)
      : note("nobody gets e-mails about new orders and disputes: MERCHANT_EMAIL is empty"),
  ];
}
