import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** An HMAC-SHA256 for one purpose, in base64url. It is not valid for another purpose. */
export function signature(purpose: string, value: string, secret: string): string {
  return createHmac("sha256", secret).update(`${purpose}:${value}`).digest("base64url");
}

export function isSignature(given: string, purpose: string, value: string, secret: string): boolean {
  const expected = Buffer.from(signature(purpose, value, secret), "base64url");
  const actual = Buffer.from(given, "base64url");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Turns a value into text without a dot and back; null when the text is not valid. */
export type Codec<Value> = { write: (value: Value) => string; read: (text: string) => Value | null };

export function jsonCodec<Value>(schema: z.ZodType<Value>): Codec<Value> {
  const text = z
    .base64url()
    .transform((value) => JSON.parse(Buffer.from(value, "base64url").toString("utf8")))
    .pipe(schema);
  return {
    write: (value) => Buffer.from(JSON.stringify(value)).toString("base64url"),
    read: (given) => text.safeParse(given).data ?? null,
  };
}

export function signedValue<Value>(purpose: string, { write, read }: Codec<Value>) {
  return {
    sign(value: Value, secret: string): string {
      const text = write(value);
      return `${text}.${signature(purpose, text, secret)}`;
    },
    /** The value; null when this store did not sign it for this purpose, or its form has changed. */
    open(signed: string | undefined, secret: string): Value | null {
      const [text, given, ...rest] = signed?.split(".") ?? [];
      if (!text || !given || rest.length > 0 || !isSignature(given, purpose, text, secret)) return null;
      return read(text);
    },
  };
}
