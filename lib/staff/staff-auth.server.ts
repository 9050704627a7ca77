import "server-only";
import { randomBytes } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { nextCookies } from "better-auth/next-js";
import { magicLink } from "better-auth/plugins/magic-link";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { commonAuth } from "@/lib/auth/common-auth.server";
import { newStaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { signInSecrets, staff, staffSessions } from "@/lib/db/schema";
import { isSecure } from "@/lib/http/cookie.server";
import { signature } from "@/lib/http/signed-value";

const STAFF_COOKIE = "staff";

/** A working day. After it, staff sign in again: nothing prolongs a session. */
const STAFF_SESSION_SECONDS = 12 * 60 * 60;

const hashToken = (token: string): string => signature("staff session", token, env().AUTH_SECRET);

/** better-auth for the desk, beside that of shoppers: its own people, sessions and cookie. */
function createStaffAuth() {
  return betterAuth({
    ...commonAuth(),
    database: drizzleAdapter(db(), {
      provider: "pg",
      schema: { staff, staff_sessions: staffSessions, sign_in_secrets: signInSecrets },
    }),
    user: {
      modelName: "staff",
      additionalFields: {
        role: { type: "string", required: true, input: false },
        locale: { type: "string", required: true, input: false },
        endedAt: { type: "date", required: false, input: false },
      },
    },
    session: {
      modelName: "staff_sessions",
      fields: { userId: "staffId" },
      expiresIn: STAFF_SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    advanced: {
      useSecureCookies: isSecure(),
      cookies: { session_token: { name: STAFF_COOKIE, attributes: { sameSite: "strict" } } },
      database: {
        generateId: ({ model }) => (model === "user" ? newStaffId() : randomBytes(18).toString("base64url")),
      },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: SECRET_MINUTES * 60,
        storeToken: { type: "custom-hasher", hash: async (token) => hashToken(token) },
        sendMagicLink: async () => {
          throw new Error("staff get no links");
        },
      }),
      nextCookies(),
    ],
  });
}

let instance: ReturnType<typeof createStaffAuth> | undefined;

export function staffAuth(): ReturnType<typeof createStaffAuth> {
  instance ??= createStaffAuth();
  return instance;
}

export function staffCookie(): string {
  return isSecure() ? `__Secure-${STAFF_COOKIE}` : STAFF_COOKIE;
}

/** A token that begins one session, within a minute. Only for who has shown mailbox and second factor. */
export async function createStaffToken(email: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const { internalAdapter } = await staffAuth().$context;
  await internalAdapter.createVerificationValue({
    identifier: hashToken(token),
    value: JSON.stringify({ email }),
    expiresAt: new Date(Date.now() + 60_000),
  });
  return token;
}

/** Begins a session, and sets its cookie. Only for who has shown mailbox and second factor. For route handlers. */
export async function beginStaffSession(email: string, headers: Headers): Promise<void> {
  const token = await createStaffToken(email);
  try {
    await staffAuth().api.magicLinkVerify({ query: { token }, headers });
  } catch (error) {
    // better-auth throws a redirect in place of an error.
    throw isAPIError(error) ? new Error("the session of staff did not begin", { cause: error }) : error;
  }
}
