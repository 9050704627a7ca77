import { z } from "zod";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { countMethodChange } from "@/lib/customers/method-limits.server";
import { makeDefaultMethod } from "@/lib/customers/payment-methods.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** Makes a payment method the account's default, and answers 204. */
export const POST = route(
  {
    from: "own pages",
    params: z.object({ id: z.string() }),
    body: "none",
    owner: readCustomer,
    limit: ({ owner, headers }) => countMethodChange("change", owner.id, headers),
  },
  async ({ owner, params }) => {
    const changed = await makeDefaultMethod(owner, params.id);
    return changed.ok ? new Response(null, { status: 204 }) : changed;
  },
);
