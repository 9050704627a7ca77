import { findAccount, giveTier } from "@/lib/customers/find-account.server";
import { db } from "@/lib/db/client";
import { personParams, tierBody } from "@/lib/desk/people/inputs";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ tier }`: the tier that the merchant gives; empty takes it away. An earned one stays. */
export const PUT = deskChange(
  {
    right: "people.edit",
    action: "person.give_tier",
    params: personParams,
    body: json(tierBody),
    about: ({ params: { customerId } }) => ({ kind: "person", id: customerId }),
  },
  async ({ params: { customerId }, body: { tier } }) => {
    const account = await findAccount(db(), customerId);
    if (!account) return { ok: false, code: "not_found" };
    await giveTier(db(), account.id, tier);
    return { ok: true, before: { tier: account.givenTier }, after: { tier } };
  },
);
