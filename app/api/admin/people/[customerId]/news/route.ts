import { findAccount } from "@/lib/customers/find-account.server";
import { db } from "@/lib/db/client";
import { personParams } from "@/lib/desk/people/inputs";
import { withdrawNews } from "@/lib/news/consent.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Withdraws the account's agreement to news, as its person asked by phone or letter. */
export const DELETE = deskChange(
  {
    right: "people.withdraw",
    action: "person.withdraw_news",
    params: personParams,
    body: "none",
    about: ({ params: { customerId } }) => ({ kind: "person", id: customerId }),
  },
  async ({ params: { customerId } }) => {
    const account = await findAccount(db(), customerId);
    if (!account) return { ok: false, code: "not_found" };
    const withdrawn = await withdrawNews(db(), { email: account.email }, "desk");
    return { ok: true, after: { withdrawn } };
  },
);
