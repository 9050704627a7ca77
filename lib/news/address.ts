import { parseEmail } from "@/lib/base/email-address";

/** An address as consents name it: that of an order may be written in other letters. */
export function newsAddress(email: string): string {
  const parsed = parseEmail(email);
  return parsed.ok ? parsed.email : email.toLowerCase();
}
