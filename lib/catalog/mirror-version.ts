import { sql } from "drizzle-orm";

/** The value of `products.mirrorVersion` for a write from Stripe: a higher number than of all writes before. */
export const nextMirrorVersion = sql<number>`nextval('mirror_versions')::integer`;
