import { isDeepStrictEqual } from "node:util";
import type { Locale } from "@/i18n/routing";

export type MergedPicture = {
  src: string;
  alt: Partial<Record<Locale, string>>;
  of: string[];
  video: string | null;
};

/** A part of a product's pictures that two can change: their order, whether one is there, or what belongs to it. */
export type PicturePart =
  | { kind: "order" | "picture" | "of" | "video"; src: string }
  | { kind: "alt"; src: string; language: Locale };

/** What a part was, and what two have made of it. A picture that is not there is null. */
type ThreeValues = { before: unknown; mine: unknown; theirs: unknown };

/** Says which of two values stays, where both were changed. */
export type Choose = (part: PicturePart, values: ThreeValues) => "mine" | "theirs";

type Lists = Record<"before" | "mine" | "theirs", readonly MergedPicture[]>;

/** What two have made of the same pictures, picture by picture, and in each part by part. Pure. */
export function mergePictures(lists: Lists, choose: Choose): MergedPicture[] {
  const all = [...new Set([...lists.theirs, ...lists.mine].map(({ src }) => src))];
  const merged = new Map(
    all.flatMap((src) => {
      const [before, mine, theirs] = [lists.before, lists.mine, lists.theirs].map((list) =>
        list.find((picture) => picture.src === src),
      );
      const picture = mergePicture({ before, mine, theirs }, choose);
      return picture ? [[src, picture] as const] : [];
    }),
  );
  return mergeOrder(lists, merged, choose).flatMap((src) => merged.get(src) ?? []);
}

type ThreePictures = Record<"before" | "mine" | "theirs", MergedPicture | undefined>;

function mergePicture({ before, mine, theirs }: ThreePictures, choose: Choose): MergedPicture | undefined {
  if (mine && theirs) return mergeParts({ before, mine, theirs }, choose);
  const [here, there] = [mine ?? null, theirs ?? null];
  const picked = pick({ kind: "picture", src: srcOf(mine ?? theirs) }, before ?? null, here, there, choose);
  return picked ?? undefined;
}

const srcOf = (picture: MergedPicture | undefined) => picture?.src ?? "";

function mergeParts(
  { before, mine, theirs }: { before: MergedPicture | undefined; mine: MergedPicture; theirs: MergedPicture },
  choose: Choose,
): MergedPicture {
  const { src } = theirs;
  const languages = [...new Set([...Object.keys(theirs.alt), ...Object.keys(mine.alt)])] as Locale[];
  const alt = languages.flatMap((language) => {
    const texts = [before, mine, theirs].map((one) => one?.alt[language] ?? "");
    const [was = "", here = "", there = ""] = texts;
    // An empty one takes a text away.
    return [[language, pick({ kind: "alt", src, language }, was, here, there, choose)] as const];
  });
  return {
    ...{ src, alt: Object.fromEntries(alt) },
    of: pick({ kind: "of", src }, before?.of ?? [], mine.of, theirs.of, choose),
    video: pick({ kind: "video", src }, before?.video ?? null, mine.video, theirs.video, choose),
  };
}

function pick<Value>(part: PicturePart, before: Value, mine: Value, theirs: Value, choose: Choose): Value {
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(mine, before)) return theirs;
  if (isDeepStrictEqual(theirs, before)) return mine;
  return choose(part, { before, mine, theirs }) === "mine" ? mine : theirs;
}

/** One of the two orders, with what the other alone has behind what it stands behind there. */
function mergeOrder(
  lists: Lists,
  merged: ReadonlyMap<string, MergedPicture>,
  choose: Choose,
): readonly string[] {
  const [before, mine, theirs] = [lists.before, lists.mine, lists.theirs].map((list) =>
    list.map(({ src }) => src),
  ) as [string[], string[], string[]];
  const inAll = (list: readonly string[]) =>
    list.filter((src) => merged.has(src) && [before, mine, theirs].every((all) => all.includes(src)));
  const order = pick({ kind: "order", src: "" }, inAll(before), inAll(mine), inAll(theirs), choose);
  const isMine = isDeepStrictEqual(order, inAll(mine)) && !isDeepStrictEqual(order, inAll(theirs));
  const [first, second] = isMine ? [mine, theirs] : [theirs, mine];
  const placed = first.filter((src) => merged.has(src));
  for (const [at, src] of second.entries()) {
    if (!merged.has(src) || placed.includes(src)) continue;
    const behind = second.slice(0, at).findLast((one) => placed.includes(one));
    let place = behind === undefined ? 0 : placed.indexOf(behind) + 1;
    // Behind what the first order has added there.
    while (place < placed.length && !second.includes(placed[place] ?? "")) place += 1;
    placed.splice(place, 0, src);
  }
  return placed;
}
