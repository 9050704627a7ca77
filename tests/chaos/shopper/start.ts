import { z } from "zod";
import type { CheckoutSurface } from "@/lib/model/surface";
import { type Answer, patiently, type StoreBrowser } from "./browser";

export const refusal = z.object({
  error: z.looseObject({
    code: z.string(),
    orderId: z.string().optional(),
    agreement: z.string().optional(),
  }),
});

/** The code of a refusal; null for an outage, after which a page says "try again". */
export function refusalOf({ status, body }: Answer): z.infer<typeof refusal>["error"] | null {
  if (status === null || status >= 500) return null;
  return refusal.safeParse(body).data?.error ?? null;
}

type Begun = { ok: true; body: unknown } | { ok: false; code: string; orderId: string | null };

/** Presses "Checkout", again after an outage, and agrees to a new price. */
export async function begin(
  browser: StoreBrowser,
  surface: CheckoutSurface,
  orderId?: string,
): Promise<Begun> {
  let agreement: string | undefined;
  return patiently("starting the checkout", async () => {
    const answer = await browser.ask(`/api/checkout/${surface}`, {
      locale: "en",
      ...(orderId && { orderId }),
      ...(agreement && { agreement }),
    });
    if (answer.status === 200) return { ok: true, body: answer.body };
    const refused = refusalOf(answer);
    if (!refused || refused.code === "checkout_busy" || refused.code === "rate_limited") return null;
    if (refused.code === "price_changed" && refused.agreement && agreement !== refused.agreement) {
      agreement = refused.agreement;
      return null;
    }
    return { ok: false, code: refused.code, orderId: refused.orderId ?? null };
  });
}
