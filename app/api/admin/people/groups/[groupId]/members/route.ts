import { findGroup, pasteMembers } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { groupRefusal } from "@/lib/desk/people/group-refusal";
import { groupParams, membersBody } from "@/lib/desk/people/inputs";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ emails, act }`: puts the accounts of a pasted list in (`add`), or takes them out (`remove`). Answers how many changed, and the addresses that no account has. */
export const POST = deskChange(
  {
    right: "people.edit",
    action: "group.members",
    params: groupParams,
    body: longJson(membersBody),
    logged: ({ act }) => ({ act }),
    about: ({ params: { groupId } }) => ({ kind: "group", id: groupId }),
  },
  async ({ params: { groupId }, body, locale }) => {
    if (!(await findGroup(db(), groupId))) return { ok: false, code: "not_found" };
    const pasted = await pasteMembers(db(), groupId, body);
    if (!pasted.ok) return groupRefusal(pasted.code, locale);
    const { changed, unknown } = pasted;
    return { ok: true, after: { changed, unknown: unknown.length }, answer: { changed, unknown } };
  },
);
