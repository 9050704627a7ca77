import "server-only";
import { env } from "@/lib/config/env";

/** The folder of e-mails that may be viewed; null when there is no viewer, because e-mails hold secrets. */
export function viewedMailFolder(): string | null {
  const { LOCAL_DEMO, MAIL_DIR } = env();
  return LOCAL_DEMO && MAIL_DIR ? MAIL_DIR : null;
}
