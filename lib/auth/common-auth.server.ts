import "server-only";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";

/** What the sign-ins of shoppers and of staff have in common: they send nothing anywhere, and know no passwords. */
export function commonAuth() {
  const { AUTH_SECRET, STORE_URL } = env();
  return {
    appName: shop().name,
    baseURL: STORE_URL,
    secret: AUTH_SECRET,
    telemetry: { enabled: false },
    verification: { modelName: "sign_in_secrets" },
    emailAndPassword: { enabled: false },
    // Of its spans only the scope is safe to send, and without them it loads nothing of OpenTelemetry.
    experimental: { instrumentation: { enabled: false } },
  } as const;
}
