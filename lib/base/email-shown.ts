import { domainToUnicode } from "node:url";

/** An address as its owner writes it: the domain in its own letters. */
export function shownEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at + 1)}${domainToUnicode(email.slice(at + 1)) || email.slice(at + 1)}`;
}
