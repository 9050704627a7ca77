import { removeGroup } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { groupRefusal } from "@/lib/desk/people/group-refusal";
import { groupParams } from "@/lib/desk/people/inputs";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Deletes a group that no discount is for; its members stay as they are. */
export const DELETE = deskChange(
  {
    right: "people.edit",
    action: "group.remove",
    params: groupParams,
    body: "none",
    about: ({ params: { groupId } }) => ({ kind: "group", id: groupId }),
  },
  async ({ params: { groupId }, locale }) => {
    const removed = await removeGroup(db(), groupId);
    if (removed.ok) return { ok: true, before: { name: removed.name } };
    return removed.code === "not_found"
      ? { ok: false, code: "not_found" }
      : groupRefusal(removed.code, locale);
  },
);
