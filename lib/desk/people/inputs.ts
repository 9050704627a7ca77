import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { storableText } from "@/lib/base/storable-text";
import { NEWS_STATES } from "@/lib/model/news";

/** A shorter one would have to look at everybody: the index knows groups of three letters. */
export const SHORTEST_SEARCH = 3;

export const personParams = z.object({
  customerId: z
    .string()
    .regex(/^\w{1,64}$/)
    .transform((id) => id as CustomerId),
});

export const tierBody = z.strictObject({
  tier: z.enum(["silver", "gold", ""]).transform((tier) => tier || null),
});

export const groupParams = z.object({ groupId: z.string().regex(/^grp_[0-9a-z]{24}$/) });

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => storableText(value) === value)
  .nullable()
  .catch(null);

/** By what they have paid for: nothing, once, several times; `away`: nothing for a year, after something. */
export const SEGMENTS = ["never", "once", "often", "away"] as const;

/** By news: as the address's consent is, or without any. */
export const NEWS_CHOICES = [...NEWS_STATES, "never"] as const;

const filter = z.object({
  /** Part of a name or an e-mail address. */
  q: text,
  tier: z.enum(["silver", "gold"]).nullable().catch(null),
  segment: z.enum(SEGMENTS).nullable().catch(null),
  news: z.enum(NEWS_CHOICES).nullable().catch(null),
  group: text,
  /** The account that the page begins after. */
  after: text,
});

export type PeopleSegment = (typeof SEGMENTS)[number];

export type PeopleNews = (typeof NEWS_CHOICES)[number];

export type PeopleFilter = z.output<typeof filter>;

export const readPeopleFilter = (query: Record<string, string | string[] | undefined>): PeopleFilter =>
  filter.parse({
    q: query.q ?? null,
    tier: query.tier ?? null,
    segment: query.segment ?? null,
    news: query.news ?? null,
    group: query.group ?? null,
    after: query.after ?? null,
  });

export const groupBody = z.strictObject({ name: z.string().trim().min(1).max(60) });

/** `seen` is the name that the form was made for. */
export const groupNameBody = groupBody.extend({ seen: z.string().max(60) });

export const membersBody = z.strictObject({
  emails: z.string().max(100_000),
  act: z.enum(["add", "remove"]),
});

export const inGroupBody = z.strictObject({
  groupId: groupParams.shape.groupId,
  isIn: z.enum(["yes", "no"]),
});
