import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { isSecure, readCookie } from "@/lib/http/cookie.server";
import type { Customer } from "@/lib/model/customer";
import { LOYALTY_TIERS } from "@/lib/model/discount";
import { auth, SIGN_IN_COOKIE } from "./auth.server";
import type { SignInAge } from "./sign-in-age";

const customer = z
  .object({
    id: z.string().transform((id) => id as CustomerId),
    email: z.string(),
    name: z.string().transform((name) => name || null),
    tier: z.enum(LOYALTY_TIERS).nullable(),
    stripeCustomerId: z.string().nullable(),
  })
  .transform(({ tier, ...account }): Customer => ({ ...account, givenTier: tier }));

export type SignIn = SignInAge & {
  /** The token as in the database; the cookie adds a signature. */
  token: string;
  customer: Customer;
};

export function signInCookie(): string {
  return isSecure() ? `__Secure-${SIGN_IN_COOKIE}` : SIGN_IN_COOKIE;
}

/** The request's sign-in; null for a guest, for whom no query is made. */
export const readSignIn = cache(async (): Promise<SignIn | null> => {
  if ((await readCookie(signInCookie())) === undefined) return null;
  const found = await auth().api.getSession({ headers: await headers() });
  if (!found) return null;
  const { token, createdAt, expiresAt } = found.session;
  return { token, createdAt, expiresAt, customer: customer.parse(found.user) };
});

export async function readCustomer(): Promise<Customer | null> {
  return (await readSignIn())?.customer ?? null;
}
