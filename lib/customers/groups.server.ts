import "server-only";
import { and, asc, count, eq, gt, inArray, sql } from "drizzle-orm";
import { parseEmail } from "@/lib/base/email-address";
import { type CustomerId, newGroupId } from "@/lib/base/ids";
import type { Database, Queryable } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { customerGroups, customers, discountRules, groupMembers } from "@/lib/db/schema";

/** Every form and filter has them all in a list. */
const MOST_GROUPS = 200;
/** Addresses in one pasted list. */
const MOST_PASTED = 1_000;
const PAGE = 50;

export type Group = { id: string; name: string };

export const listGroups = (q: Queryable): Promise<Group[]> =>
  q
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(customerGroups)
    .orderBy(asc(customerGroups.name), asc(customerGroups.id))
    .limit(MOST_GROUPS);

/** A group is counted up to here, as one with everybody in it would be read whole. */
export const MOST_MEMBERS_COUNTED = 1_000;

/** All groups with how many are in each: `MOST_MEMBERS_COUNTED` + 1 stands for more. */
export const listGroupSizes = (q: Queryable) =>
  q
    .select({
      id: customerGroups.id,
      name: customerGroups.name,
      members: sql<number>`(select count(*)::int from (
        select 1 from ${groupMembers} where ${eq(groupMembers.groupId, customerGroups.id)} limit ${MOST_MEMBERS_COUNTED + 1}) as counted)`,
    })
    .from(customerGroups)
    .orderBy(asc(customerGroups.name), asc(customerGroups.id))
    .limit(MOST_GROUPS);

type Refused = { ok: false; code: "group_known" | "group_too_many" };

export async function addGroup(
  database: Database,
  name: string,
): Promise<{ ok: true; id: string } | Refused> {
  const [known] = await database.select({ groups: count() }).from(customerGroups);
  if ((known?.groups ?? 0) >= MOST_GROUPS) return { ok: false, code: "group_too_many" };
  const id = newGroupId();
  try {
    await database.insert(customerGroups).values({ id, name });
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, code: "group_known" };
    throw error;
  }
  return { ok: true, id };
}

type Renamed =
  | { ok: true }
  | { ok: false; code: "not_found" | "group_known" }
  | { ok: false; code: "group_changed"; now: string };

/** Gives a group another name, unless it has another one than `seen` by now. */
export async function renameGroup(
  database: Database,
  groupId: string,
  { name, seen }: { name: string; seen: string },
): Promise<Renamed> {
  try {
    const [renamed] = await database
      .update(customerGroups)
      .set({ name })
      .where(and(eq(customerGroups.id, groupId), eq(customerGroups.name, seen)))
      .returning({ id: customerGroups.id });
    if (renamed) return { ok: true };
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, code: "group_known" };
    throw error;
  }
  const now = await findGroup(database, groupId);
  return now ? { ok: false, code: "group_changed", now: now.name } : { ok: false, code: "not_found" };
}

/** Discounts that are for a group, ended or not, by their ids. */
export const discountsOfGroup = (q: Queryable, groupId: string) =>
  q
    .select({ id: discountRules.id, code: discountRules.code, name: discountRules.name })
    .from(discountRules)
    .where(sql`${discountRules.conditions} -> 'groups' ? ${groupId}`)
    .orderBy(asc(discountRules.id))
    .limit(100);

/** A group that a discount names stays, as the discount would then be for nobody. */
export async function removeGroup(
  database: Database,
  groupId: string,
): Promise<{ ok: true; name: string } | { ok: false; code: "not_found" | "group_in_use" }> {
  if ((await discountsOfGroup(database, groupId)).length > 0) return { ok: false, code: "group_in_use" };
  const [gone] = await database
    .delete(customerGroups)
    .where(eq(customerGroups.id, groupId))
    .returning({ name: customerGroups.name });
  return gone ? { ok: true, ...gone } : { ok: false, code: "not_found" };
}

export async function findGroup(q: Queryable, groupId: string): Promise<Group | null> {
  const [group] = await q
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(customerGroups)
    .where(eq(customerGroups.id, groupId));
  return group ?? null;
}

/** A page of a group's members, by their ids. */
export async function listMembers(q: Queryable, groupId: string, after: string | null, size = PAGE) {
  const rows = await q
    .select({ id: customers.id, email: customers.email, name: customers.name, addedAt: groupMembers.addedAt })
    .from(groupMembers)
    .innerJoin(customers, eq(customers.id, groupMembers.customerId))
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        after === null ? undefined : gt(groupMembers.customerId, after as CustomerId),
      ),
    )
    .orderBy(asc(groupMembers.customerId))
    .limit(size + 1);
  const members = rows.slice(0, size);
  return { members, after: rows.length > size ? (members.at(-1)?.id ?? null) : null };
}

export const groupsOf = (q: Queryable, customerId: CustomerId): Promise<Group[]> =>
  q
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(groupMembers)
    .innerJoin(customerGroups, eq(customerGroups.id, groupMembers.groupId))
    .where(eq(groupMembers.customerId, customerId))
    .orderBy(asc(customerGroups.name));

/** Puts an account into a group, or takes it out. @returns the group; null when it, or the account, is not there */
export async function moveInGroup(
  database: Database,
  customerId: CustomerId,
  groupId: string,
  isIn: boolean,
): Promise<Group | null> {
  const group = await findGroup(database, groupId);
  const [account] = await database
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (!group || !account) return null;
  if (isIn) await database.insert(groupMembers).values({ groupId, customerId }).onConflictDoNothing();
  else
    await database
      .delete(groupMembers)
      .where(and(eq(groupMembers.groupId, groupId), eq(groupMembers.customerId, customerId)));
  return group;
}

type Pasted = { ok: true; changed: number; unknown: string[] } | { ok: false; code: "group_list_long" };

/**
 * Puts the accounts of a pasted list in, or takes them out. Addresses stand apart by spaces, commas, semicolons or lines; `unknown` are those that no
 * account has, as typed.
 */
export async function pasteMembers(
  database: Database,
  groupId: string,
  { emails, act }: { emails: string; act: "add" | "remove" },
): Promise<Pasted> {
  const typed = [...new Set(emails.split(/[\s,;<>"]+/).filter((part) => part.includes("@")))];
  if (typed.length > MOST_PASTED) return { ok: false, code: "group_list_long" };
  const byEmail = new Map(
    typed.map((text) => {
      const parsed = parseEmail(text);
      return [parsed.ok ? parsed.email : text.toLowerCase(), text];
    }),
  );
  if (byEmail.size === 0) return { ok: true, changed: 0, unknown: [] };
  const known = await database
    .select({ id: customers.id, email: customers.email })
    .from(customers)
    .where(inArray(customers.email, [...byEmail.keys()]));
  for (const { email } of known) byEmail.delete(email);
  const unknown = [...byEmail.values()];
  if (known.length === 0) return { ok: true, changed: 0, unknown };
  const ids = known.map(({ id }) => id);
  const changed =
    act === "add"
      ? await database
          .insert(groupMembers)
          .values(ids.map((customerId) => ({ groupId, customerId })))
          .onConflictDoNothing()
          .returning({ id: groupMembers.customerId })
      : await database
          .delete(groupMembers)
          .where(and(eq(groupMembers.groupId, groupId), inArray(groupMembers.customerId, ids)))
          .returning({ id: groupMembers.customerId });
  return { ok: true, changed: changed.length, unknown };
}
