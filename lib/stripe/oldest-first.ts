import type Stripe from "stripe";
import { stripeFailure } from "./failure";

type Listed = { id: string; created: number };

type ListParams = {
  created?: Stripe.RangeQueryParam;
  ending_before?: string;
  starting_after?: string;
  limit: number;
};

/** One of Stripe's lists, which are newest first. */
export type NewestFirst<Item> = (params: ListParams) => Promise<{ data: Item[]; has_more: boolean }>;

/** Items oldest first, unlike Stripe's lists, so that reading can stop anywhere. */
export type OldestFirst<Item> = { items: Item[]; more: boolean };

const PAGE = 100;

/** The items after one. Null when Stripe does not have that item, or the keys are another account's. */
export async function itemsAfter<Item extends Listed>(
  list: NewestFirst<Item>,
  id: string,
): Promise<OldestFirst<Item> | null> {
  try {
    const page = await list({ ending_before: id, limit: PAGE });
    return { items: page.data.reverse(), more: page.has_more };
  } catch (error) {
    const { code, kind } = stripeFailure(error);
    if (kind === "refused" && code === "resource_missing") return null;
    throw error;
  }
}

/** The oldest items since a time in Unix seconds. Takes one or two calls to Stripe, or some twenty when the list is long and begins later. */
export async function oldestItems<Item extends Listed>(
  list: NewestFirst<Item>,
  since: number,
): Promise<OldestFirst<Item>> {
  const before = await newestUntil(list, since - 1);
  const next = before && (await itemsAfter(list, before.id));
  if (next) return next;
  const newest = await list({ created: { gte: since }, limit: PAGE });
  if (!newest.has_more) return { items: newest.data.reverse(), more: false };
  const first = await firstSecond(list, since, newest.data[0]?.created ?? since);
  return { items: (await allBetween(list, since, first)).reverse(), more: true };
}

/** The second of the oldest item, found by halving, because the list can't be read from its end. */
async function firstSecond<Item extends Listed>(
  list: NewestFirst<Item>,
  earliest: number,
  latest: number,
): Promise<number> {
  let [from, to] = [earliest, latest];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const found = await newestUntil(list, middle);
    if (found && found.created >= from) to = found.created;
    else from = middle + 1;
  }
  return to;
}

async function newestUntil<Item extends Listed>(
  list: NewestFirst<Item>,
  second: number,
): Promise<Item | undefined> {
  const page = await list({ created: { lte: second }, limit: 1 });
  return page.data[0];
}

/** Newest first. Few, as they are of one second. */
async function allBetween<Item extends Listed>(
  list: NewestFirst<Item>,
  gte: number,
  lte: number,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await list({
      created: { gte, lte },
      limit: PAGE,
      ...(last && { starting_after: last.id }),
    });
    all.push(...page.data);
    if (!page.has_more || page.data.length === 0) return all;
  }
}
