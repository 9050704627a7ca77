import { isLoopback } from "@/lib/base/loopback";

/** The variables of Vercel are host names, without a scheme. */
type OwnAddresses = {
  STORE_URL: string;
  VERCEL_URL?: string | undefined;
  VERCEL_BRANCH_URL?: string | undefined;
  VERCEL_PROJECT_PRODUCTION_URL?: string | undefined;
};

/**
 * The store's address that the shopper uses, where their cookies are and a payment must return; `STORE_URL` for unknown hosts. An
 * origin such as `https://shop.example.com`.
 */
export function storeAddress(headers: Headers, own: OwnAddresses): string {
  const main = new URL(own.STORE_URL);
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  const asked = `${main.protocol}//${host}`;
  if (!URL.canParse(asked)) return main.origin;
  const { origin } = new URL(asked);
  const others = [own.VERCEL_URL, own.VERCEL_BRANCH_URL, own.VERCEL_PROJECT_PRODUCTION_URL];
  const isOwn =
    others.some((name) => name && new URL(`https://${name}`).origin === origin) ||
    (isLoopback(own.STORE_URL) && isLoopback(asked));
  return isOwn ? origin : main.origin;
}
