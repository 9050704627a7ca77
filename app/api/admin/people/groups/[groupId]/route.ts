import { removeGroup, renameGroup } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { groupRefusal } from "@/lib/desk/people/group-refusal";
import { groupNameBody, groupParams } from "@/lib/desk/people/inputs";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ name, seen }`: gives a group another name; `seen` is the one that it had on the page. */
export const PUT = deskChange(
  {
    right: "people.edit",
    action: "group.rename",
    params: groupParams,
    body: json(groupNameBody),
    about: ({ params: { groupId } }) => ({ kind: "group", id: groupId }),
  },
  async ({ params: { groupId }, body: { name, seen }, locale }) => {
    const renamed = await renameGroup(db(), groupId, { name, seen });
    if (renamed.ok) return { ok: true, before: { name: seen }, after: { name } };
    if (renamed.code === "not_found") return { ok: false, code: "not_found" };
    return groupRefusal(renamed.code, locale, renamed.code === "group_changed" ? renamed.now : "");
  },
);

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
