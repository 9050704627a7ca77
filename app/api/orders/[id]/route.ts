import { z } from "zod";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { route } from "@/lib/routes/route.server";

/** An order for its owner, with amounts in minor units; 404 for others. */
export const GET = route(
  {
    from: "anyone",
    params: z.object({ id: z.string() }),
    body: "none",
    owner: readShopper,
    limit: "none",
  },
  async ({ params, owner }) => {
    const order = await getOwnOrder(params.id, owner);
    return order ? { ok: true, ...order } : { ok: false, code: "not_found" };
  },
);
