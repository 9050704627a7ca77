import { access, constants, mkdir } from "node:fs/promises";
import { createTransport } from "nodemailer";
import { describeError } from "@/lib/base/describe-error";
import { env } from "@/lib/config/env";
import { type Finding, note, right, wrong } from "./finding";

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

/** Logs in at the mail server without sending. */
export async function checkMail(): Promise<Finding[]> {
  const { SMTP_URL, MAIL_FROM, MERCHANT_EMAIL } = env();
  if (!SMTP_URL) return [await checkFolder()];
  try {
    await createTransport({ url: SMTP_URL, ...PATIENCE }).verify();
  } catch (error) {
    const what = `signing in at the mail server failed: ${describeError(error)}`;
    return [wrong("mail_server", what, "check host, port, user and password in SMTP_URL")];
  }
  return [
    right("signing in at the mail server works"),
    ...(/\.example\b/.test(MAIL_FROM)
      ? [wrong("mail_sender", "MAIL_FROM is the demonstration's sender", "set your own")]
      : [right("e-mails have a sender of your own")]),
    MERCHANT_EMAIL.length > 0
      ? right(
          `e-mails about orders go to ${MERCHANT_EMAIL.length} address${MERCHANT_EMAIL.length > 1 ? "es" : ""}`,
        )
      : note("nobody gets e-mails about new orders and disputes: MERCHANT_EMAIL is empty"),
  ];
}

/** The only thing that the store keeps outside of the database. */
async function checkFolder(): Promise<Finding> {
  const { MAIL_DIR = "" } = env();
  try {
    await mkdir(MAIL_DIR, { recursive: true });
    await access(MAIL_DIR, constants.W_OK);
    return note(`e-mails go into the folder ${MAIL_DIR}, to nobody`);
  } catch (error) {
    const what = `MAIL_DIR can't be written to: ${describeError(error)}`;
    return wrong(
      "mail_folder",
      what,
      "give the store's user the right to write there, or name another folder",
    );
  }
}
