import { after } from "next/server";
import { db } from "@/lib/db/client";
import { erasePerson } from "@/lib/desk/people/erase-person.server";
import { personParams } from "@/lib/desk/people/inputs";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Erases the person; orders that were paid stay, as the law wants. */
export const DELETE = deskChange(
  {
    right: "people.erase",
    action: "person.erase",
    params: personParams,
    body: "none",
    about: ({ params: { customerId } }) => ({ kind: "person", id: customerId }),
  },
  async ({ params: { customerId } }) => {
    const erased = await erasePerson(db(), customerId);
    if (!erased) return { ok: false, code: "not_found" };
    after(() => drainOutbox());
    return { ok: true, after: erased, answer: erased };
  },
);
