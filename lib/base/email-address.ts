/** `email_unsupported`: letters before the "@" that many mail servers do not accept. */
export type EmailProblem = "email_invalid" | "email_unsupported";

type ParsedEmail = { ok: true; email: string } | { ok: false; code: EmailProblem };

/** Zero-width and other invisible marks, which may be pasted along with an address. */
const UNSEEN = /\p{Cf}/gu;
/** The "@" that Japanese keyboards write. */
const WIDE_AT = /\uFF20/g;

const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{1,58}[a-z0-9]|[a-z]{2,63})$/;
const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** An e-mail address in the form that the store keeps and compares: lower case, domain in ASCII (`ada@xn--bcher-kva.example`). */
export function parseEmail(typed: string): ParsedEmail {
  const text = typed.replace(UNSEEN, "").replace(WIDE_AT, "@").trim();
  const at = text.lastIndexOf("@");
  const localPart = text.slice(0, Math.max(at, 0)).toLowerCase();
  const domain = asciiDomain(text.slice(at + 1));
  if (!domain || localPart === "" || localPart.length > 64) return { ok: false, code: "email_invalid" };
  if (BEYOND_ASCII.test(localPart)) return { ok: false, code: "email_unsupported" };
  const email = `${localPart}@${domain}`;
  return LOCAL_PART.test(localPart) && email.length <= 254
    ? { ok: true, email }
    : { ok: false, code: "email_invalid" };
}

function asciiDomain(text: string): string | null {
  const url = `http://${text}`;
  if (/[\s/\\?#%:@[\]]/.test(text) || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return DOMAIN.test(hostname) ? hostname : null;
}
