import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { guestEmail } from "@/lib/desk/people/guests.server";
import { newsAddress } from "@/lib/news/address";
import { withdrawNews } from "@/lib/news/consent.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** The same of who bought without an account. */
export const DELETE = deskChange(
  {
    right: "people.withdraw",
    action: "person.withdraw_news",
    params: orderParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number } }) => {
    const email = await guestEmail(db(), number);
    if (email === null) return { ok: false, code: "not_found" };
    const withdrawn = await withdrawNews(db(), { email: newsAddress(email) }, "desk");
    return { ok: true, after: { withdrawn } };
  },
);
