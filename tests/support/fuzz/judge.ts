import { z } from "zod";
import { env } from "@/lib/config/env";
import { isOwnPath, leaksIn } from "./leaks";

const refusal = z.object({ error: z.object({ code: z.string().min(1), message: z.string().min(1) }) });

/** What is wrong with an answer to an odd request. */
export function faultsOf({
  status,
  headers,
  text,
}: {
  status: number;
  headers: Headers;
  text: string;
}): string[] {
  const whole = [...headers].map(([name, value]) => `${name}: ${value}`).join("\n") + text;
  const to = headers.get("location");
  const isTold =
    !headers.get("content-type")?.includes("json") || refusal.safeParse(JSON.parse(text)).success;
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...leaksIn(whole, secrets()),
    ...(to !== null && !isOwnPath(to) ? [`a redirect away: ${to}`] : []),
    ...(status >= 400 && !isTold ? [`a refusal without code and message: ${text.slice(0, 200)}`] : []),
  ];
}

function secrets(): string[] {
  const { CART_SECRET, AUTH_SECRET, CRON_SECRET, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, DATABASE_URL } =
    env();
  return [CART_SECRET, AUTH_SECRET, CRON_SECRET, STRIPE_SECRET_KEY, DATABASE_URL, ...STRIPE_WEBHOOK_SECRET];
}
