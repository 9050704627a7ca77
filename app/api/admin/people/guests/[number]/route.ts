import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { eraseGuest } from "@/lib/desk/people/erase-person.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Erases who placed the order without an account, in all orders with the same e-mail address; those that were paid stay, as the law wants. */
export const DELETE = deskChange(
  {
    right: "people.erase",
    action: "person.erase",
    params: orderParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number } }) => {
    const erased = await eraseGuest(db(), number);
    return erased ? { ok: true, after: erased, answer: erased } : { ok: false, code: "not_found" };
  },
);
