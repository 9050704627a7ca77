import "server-only";
import { env } from "@/lib/config/env";

/** The folder that the mail viewer shows. Null: no viewer, as e-mails hold what opens orders and accounts. */
export function viewedMailFolder(): string | null {
  const { LOCAL_DEMO, MAIL_DIR } = env();
  return LOCAL_DEMO && MAIL_DIR ? MAIL_DIR : null;
}
