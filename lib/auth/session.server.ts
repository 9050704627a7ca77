import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { z } from "zod";
import type { Customer } from "@/lib/customers/types";
import { LOYALTY_TIERS } from "@/lib/discounts/types";
import { env } from "@/lib/env";
import type { CustomerId } from "@/lib/ids";
import { auth, SESSION_COOKIE } from "./auth.server";

const customer = z.object({
  id: z.string().transform((id) => id as CustomerId),
  email: z.string(),
  name: z.string().transform((name) => name || null),
  tier: z.enum(LOYALTY_TIERS).nullable(),
  stripeCustomerId: z.string().nullable(),
});

function sessionCookie(): string {
  return env().STORE_URL.startsWith("https:") ? `__Secure-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** The signed-in shopper of this request; null for a guest, who costs no query. */
export const readCustomer = cache(async (): Promise<Customer | null> => {
  if (!(await cookies()).has(sessionCookie())) return null;
  const session = await auth().api.getSession({ headers: await headers() });
  return session && customer.parse(session.user);
});
