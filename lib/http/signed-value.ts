import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** HMAC-SHA256 of a value for one purpose, base64url: a signature made for one purpose is worth nothing for another. */
export function signature(purpose: string, value: string, secret: string): string {
  return createHmac("sha256", secret).update(`${purpose}:${value}`).digest("base64url");
}

export function isSignature(given: string, purpose: string, value: string, secret: string): boolean {
  const expected = Buffer.from(signature(purpose, value, secret), "base64url");
  const actual = Buffer.from(given, "base64url");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** How a value is written as text without a dot, and read again; null when the text is none. */
export type Codec<Value> = { write: (value: Value) => string; read: (text: string) => Value | null };

/** A value as JSON. Anybody can read it. */
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

/** What a browser keeps for the store, and can't change or use for another purpose: `text.signature`. */
export function signedValue<Value>(purpose: string, { write, read }: Codec<Value>) {
  return {
    sign(value: Value, secret: string): string {
      const text = write(value);
      return `${text}.${signature(purpose, text, secret)}`;
    },
    /** Null when it wasn't signed by this store for this purpose, or has another form by now. */
    open(signed: string | undefined, secret: string): Value | null {
      const [text, given, ...rest] = signed?.split(".") ?? [];
      if (!text || !given || rest.length > 0 || !isSignature(given, purpose, text, secret)) return null;
      return read(text);
    },
  };
}
