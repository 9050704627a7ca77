import { addGroup } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { groupRefusal } from "@/lib/desk/people/group-refusal";
import { groupBody } from "@/lib/desk/people/inputs";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ name }`: makes a group. Answers its `id`. */
export const POST = deskChange(
  {
    right: "people.edit",
    action: "group.add",
    body: json(groupBody),
    about: ({ body: { name } }) => ({ kind: "group", id: name }),
  },
  async ({ body: { name }, locale }) => {
    const added = await addGroup(db(), name);
    if (!added.ok) return groupRefusal(added.code, locale);
    return { ok: true, after: added, answer: { id: added.id } };
  },
);
