import { auth } from "@/lib/auth/auth.server";
import { createLinkToken } from "@/lib/auth/secrets.server";
import type { Visitor } from "./visitor";

/** Signs a visitor in by a link. better-auth itself can't set a cookie here, as `next/headers` is not replaced inside packages. */
export async function signIn(who: Visitor, email: string): Promise<void> {
  const token = await createLinkToken(email);
  const { headers } = await auth().api.magicLinkVerify({
    query: { token },
    headers: new Headers(),
    returnHeaders: true,
  });
  keepCookie(who, headers);
}

/** What a browser does with an answer that sets one cookie. */
export function keepCookie(who: Visitor, headers: Headers): void {
  const [pair = ""] = headers.get("set-cookie")?.split(";") ?? [];
  const at = pair.indexOf("=");
  who.cookies.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
}
