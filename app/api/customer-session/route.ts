import { z } from "zod";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { openCustomerSession } from "@/lib/customers/customer-session.server";
import { json } from "@/lib/http/body-reader";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** `{}` -> `{ clientSecret, expiresAt }` of a CustomerSession. */
export const POST = route(
  { from: "own pages", body: json(z.strictObject({})), owner: readCustomer, limit: "inside" },
  ({ owner, headers }) => openCustomerSession(owner, headers),
);
