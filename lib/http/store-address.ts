import { isLoopback } from "@/lib/base/loopback";

/** The store's own addresses, as it is configured. The last three are host names, without a scheme. */
type OwnAddresses = {
  STORE_URL: string;
  VERCEL_URL?: string | undefined;
  VERCEL_BRANCH_URL?: string | undefined;
  VERCEL_PROJECT_PRODUCTION_URL?: string | undefined;
};

/**
 * Which of the store's own addresses a request came to: there the shopper has their cookies, so there a payment must bring
 * them back. `STORE_URL` for any other host, as a header can name whatever it likes. On one's own machine every name of it,
 * at whichever port, is the store's.
 *
 * @returns an origin: `https://shop.example.com`.
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
