import "server-only";
import { env } from "@/lib/config/env";

/** Null: no viewer, as e-mails hold secrets. */
export function viewedMailFolder(): string | null {
  const { LOCAL_DEMO, MAIL_DIR } = env();
  return LOCAL_DEMO && MAIL_DIR ? MAIL_DIR : null;
}
