import "server-only";
import { randomBytes } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { nextCookies } from "better-auth/next-js";
import { magicLink } from "better-auth/plugins/magic-link";
import { newCustomerId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { customers, signInSecrets, signInSessions } from "@/lib/db/schema";
import { isSecure } from "@/lib/http/cookie.server";
import { signature } from "@/lib/http/signed-value";
import { SECRET_SECONDS } from "@/lib/limits/bounds";
import { commonAuth } from "./common-auth.server";
import { SIGN_IN_SECONDS } from "./sign-in-age";

export const SECRET_MINUTES = SECRET_SECONDS / 60;
export const CODE_TRIES = 5;

/** The name of the sign-in cookie. Under https it has the prefix `__Secure-`. */
export const SIGN_IN_COOKIE = "account";

export const hashLinkToken = (token: string): string => signature("sign-in link", token, env().AUTH_SECRET);

/** better-auth without its HTTP handler. The codes are the store's own, as better-auth has one per address, which a stranger could use up. */
function createAuth() {
  return betterAuth({
    ...commonAuth(),
    database: drizzleAdapter(db(), {
      provider: "pg",
      schema: { customers, customer_sessions: signInSessions, sign_in_secrets: signInSecrets },
    }),
    user: {
      modelName: "customers",
      additionalFields: {
        tier: { type: "string", required: false, input: false },
        locale: { type: "string", required: false, input: false },
        stripeCustomerId: { type: "string", required: false, input: false },
      },
    },
    session: {
      modelName: "customer_sessions",
      fields: { userId: "customerId" },
      expiresIn: SIGN_IN_SECONDS,
      // `keepSignedIn` prolongs sign-ins where a cookie can be set.
      disableSessionRefresh: true,
    },
    advanced: {
      useSecureCookies: isSecure(),
      cookies: { session_token: { name: SIGN_IN_COOKIE } },
      database: {
        generateId: ({ model }) =>
          model === "user" ? newCustomerId() : randomBytes(18).toString("base64url"),
      },
    },
    plugins: [
      magicLink({
        expiresIn: SECRET_MINUTES * 60,
        storeToken: {
          type: "custom-hasher",
          hash: async (token) => hashLinkToken(token),
        },
        sendMagicLink: async () => {
          throw new Error("links are sent together with a code");
        },
      }),
      nextCookies(),
    ],
  });
}

let instance: ReturnType<typeof createAuth> | undefined;

export function auth(): ReturnType<typeof createAuth> {
  instance ??= createAuth();
  return instance;
}
