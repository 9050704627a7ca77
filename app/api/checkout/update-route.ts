import type { z } from "zod";
import { countChange, countingCode } from "@/lib/checkout/core/limits.server";
import type { ApiErrorCode } from "@/lib/http/api-error";
import { json } from "@/lib/http/body-reader";
import type { TooMany } from "@/lib/limits/too-many";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import type { RouteRefusal } from "@/lib/routes/answer";
import { route } from "@/lib/routes/route.server";

/** `reason` is the shopper's text for why a discount is refused. */
type Refused =
  | { ok: false; code: Exclude<ApiErrorCode, "rate_limited"> }
  | { ok: false; code: string; reason: string };

/** `shown` is the rest of the answer. */
type Outcome = { ok: true; shown: object } | Refused;

type Update<Body> = {
  schema: z.ZodType<Body>;
  /** Whether the request tries a discount code. */
  isCode: (body: Body) => boolean;
  carryOut: (body: Body, shopper: Shopper) => Promise<Outcome>;
};

/**
 * Answers `{ type: "object", value: { succeeded: true, … } }`, the form of Stripe's guide to dynamic updates, or an error; 422 for a refused discount.
 */
export const updateRoute = <Body>({ schema, isCode, carryOut }: Update<Body>) =>
  route(
    { from: "own pages", body: json(schema), owner: readShopper, limit: "inside" },
    async ({ body, owner: shopper }) => {
      const work = () => carryOut(body, shopper);
      const outcome = isCode(body) ? await countingCode(shopper, work) : await counting(shopper, work);
      if (!outcome.ok) return refusal(outcome);
      return { ok: true, type: "object", value: { succeeded: true, ...outcome.shown } };
    },
  );

async function counting(shopper: Shopper, work: () => Promise<Outcome>): Promise<Outcome | TooMany> {
  const counted = await countChange(shopper);
  return counted.ok ? work() : counted;
}

function refusal(refused: Refused | TooMany): RouteRefusal {
  if (!("reason" in refused)) return refused;
  return { ok: false, code: refused.code, message: refused.reason, status: 422 };
}
