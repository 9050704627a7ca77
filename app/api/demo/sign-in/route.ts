import { z } from "zod";
import { env } from "@/lib/config/env";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { json } from "@/lib/http/body-reader";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.strictObject({ shopper: z.enum(DEMO_SHOPPERS) });

/** `{ shopper }` -> signed in as that demonstration shopper. It exists only when the launcher started the store. */
export const POST = route(
  {
    exists: () => env().LOCAL_DEMO,
    from: "own pages",
    body: json(schema),
    owner: "nobody",
    limit: "none",
  },
  async ({ body, headers, locale }) => {
    const customerId = await signInAsDemo(body.shopper, locale, headers);
    return { ok: true, customerId };
  },
);
