import { z } from "zod";
import { commonFields } from "@/lib/auth/form";
import { afterSignInPath } from "@/lib/auth/paths";
import { env } from "@/lib/config/env";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.object({ ...commonFields, shopper: z.enum(DEMO_SHOPPERS) });

export const POST = route(
  {
    exists: () => env().LOCAL_DEMO,
    from: "own pages",
    body: form(schema),
    owner: "nobody",
    limit: "none",
  },
  async ({ body: { next, shopper }, headers, locale }) => {
    await signInAsDemo(shopper, locale, headers);
    return seeOther(afterSignInPath(locale, next));
  },
);
