import type { z } from "zod";
import { isSignature, signature } from "./signed-value";

/** A value as text for a cookie: readable, yet worth nothing once it is changed or used for another purpose. */
export function seal(purpose: string, value: unknown, secret: string): string {
  const text = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${text}.${signature(purpose, text, secret)}`;
}

/** Null when it wasn't sealed by this store for this purpose. */
export function openSealed<Output>(
  purpose: string,
  schema: z.ZodType<Output>,
  sealed: string | undefined,
  secret: string,
): Output | null {
  const [text, given, ...rest] = sealed?.split(".") ?? [];
  if (!text || !given || rest.length > 0 || !isSignature(given, purpose, text, secret)) return null;
  return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
}
