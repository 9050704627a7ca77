import { moveInGroup } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { inGroupBody, personParams } from "@/lib/desk/people/inputs";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ groupId, isIn }`: puts the account into the group (`yes`), or takes it out (`no`). */
export const PUT = deskChange(
  {
    right: "people.edit",
    action: "person.move_group",
    params: personParams,
    body: json(inGroupBody),
    about: ({ params: { customerId } }) => ({ kind: "person", id: customerId }),
  },
  async ({ params: { customerId }, body: { groupId, isIn } }) => {
    const group = await moveInGroup(db(), customerId, groupId, isIn === "yes");
    return group ? { ok: true, after: { group: group.name, isIn } } : { ok: false, code: "not_found" };
  },
);
