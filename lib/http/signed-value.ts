import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 of a value for one purpose, base64url: a signature made for one purpose is worth nothing for another. */
export function signature(purpose: string, value: string, secret: string): string {
  return createHmac("sha256", secret).update(`${purpose}:${value}`).digest("base64url");
}

/** Compares in constant time. */
export function isSignature(given: string, purpose: string, value: string, secret: string): boolean {
  const expected = Buffer.from(signature(purpose, value, secret), "base64url");
  const actual = Buffer.from(given, "base64url");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
