import "server-only";
import { addressLimits, withinLimits } from "@/lib/http/rate-limit.server";
import type { CustomerId } from "@/lib/ids";

const WINDOW_SECONDS = 10 * 60;

/** `add`: each is a card that a bank checks for nothing, which is what card testers want. */
const LIMITS = {
  add: { perAccount: 12, perAddress: 40 },
  change: { perAccount: 60, perAddress: 240 },
} as const;

export function withinMethodLimits(
  kind: keyof typeof LIMITS,
  customerId: CustomerId,
  headers: Headers,
): Promise<boolean> {
  const { perAccount, perAddress } = LIMITS[kind];
  return withinLimits([
    { key: `payment methods:${kind}:${customerId}`, max: perAccount, windowSeconds: WINDOW_SECONDS },
    ...addressLimits(`payment methods:${kind}`, headers, { max: perAddress, windowSeconds: WINDOW_SECONDS }),
  ]);
}
