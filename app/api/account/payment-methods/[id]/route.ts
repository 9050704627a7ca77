import { z } from "zod";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { countMethodChange } from "@/lib/customers/method-limits.server";
import { removePaymentMethod } from "@/lib/customers/payment-methods.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

export const DELETE = route(
  {
    from: "own pages",
    params: z.object({ id: z.string() }),
    body: "none",
    owner: readCustomer,
    limit: ({ owner, headers }) => countMethodChange("change", owner.id, headers),
  },
  async ({ owner, params }) => {
    const removed = await removePaymentMethod(owner, params.id);
    return removed.ok ? new Response(null, { status: 204 }) : removed;
  },
);
