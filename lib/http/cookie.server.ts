import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/config/env";
import { type Codec, signedValue } from "./signed-value";

export const DAY_SECONDS = 24 * 60 * 60;

export const isSecure = (): boolean => env().STORE_URL.startsWith("https:");

export async function readCookie(name: string): Promise<string | undefined> {
  return (await cookies()).get(name)?.value;
}

/** Sets a cookie, hidden from scripts and other sites; the store sets cookies only here. For server actions and route handlers. */
export async function writeCookie(name: string, value: string, seconds: number): Promise<void> {
  (await cookies()).set(name, value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: seconds,
  });
}

export async function forgetCookie(name: string): Promise<void> {
  (await cookies()).delete(name);
}

export function signedCookie<Value>(cookie: {
  name: string;
  /** Part of the signature, so changing it makes all existing cookies invalid. */
  purpose: string;
  secret: "AUTH_SECRET" | "CART_SECRET";
  seconds: number;
  codec: Codec<Value>;
}) {
  const { name, purpose, secret, seconds, codec } = cookie;
  const signed = signedValue(purpose, codec);
  return {
    ...signed,
    read: async (): Promise<Value | null> => signed.open(await readCookie(name), env()[secret]),
    write: (value: Value): Promise<void> => writeCookie(name, signed.sign(value, env()[secret]), seconds),
    forget: (): Promise<void> => forgetCookie(name),
  };
}
