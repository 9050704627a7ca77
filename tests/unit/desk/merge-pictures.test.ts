import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Choose, type MergedPicture, mergePictures } from "@/lib/desk/goods/merge-pictures";

const picture = (src: string, alt: MergedPicture["alt"] = {}): MergedPicture => ({
  ...{ src, alt, of: [], video: null },
});
const list = (...all: string[]) => all.map((src) => picture(src));
const names = (all: readonly MergedPicture[]) => all.map(({ src }) => src).join(" ");

const nobodyIsAsked: Choose = (part) => {
  throw new Error(`asked about ${JSON.stringify(part)}`);
};

const some = fc.uniqueArray(
  fc.record({
    src: fc.constantFrom(..."abcdefg"),
    alt: fc.record({ en: fc.constantFrom("", "x", "y"), de: fc.constantFrom("", "x", "y") }),
    of: fc.subarray(["red", "blue"]),
    video: fc.constantFrom(null, "v"),
  }),
  { selector: ({ src }) => src },
);

describe("pictures that two have changed", () => {
  it("are as one left them where the other changed nothing", () => {
    fc.assert(
      fc.property(some, some, (before, changed) => {
        expect(mergePictures({ before, mine: changed, theirs: before }, nobodyIsAsked)).toEqual(changed);
        expect(mergePictures({ before, mine: before, theirs: changed }, nobodyIsAsked)).toEqual(changed);
        expect(mergePictures({ before, mine: changed, theirs: changed }, nobodyIsAsked)).toEqual(changed);
      }),
    );
  });

  it("are the same whoever was first, when each changed other parts", () => {
    const whose = fc.array(fc.constantFrom("one", "two"), { minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(
        some,
        whose,
        fc.constantFrom("one", "two"),
        fc.boolean(),
        (before, owners, mover, removes) => {
          const by = (who: string) => {
            const changed = before.map((one, at): MergedPicture => {
              const isOwn = (part: number) => owners[at * 4 + part] === who;
              return {
                src: one.src,
                alt: { en: isOwn(0) ? "new" : one.alt.en, de: isOwn(1) ? "neu" : one.alt.de },
                of: isOwn(2) ? ["green"] : one.of,
                video: isOwn(3) ? "w" : one.video,
              };
            });
            if (who !== mover) return changed;
            return [...changed.toReversed(), picture("new")];
          };
          // A picture that one removes is changed by nobody else.
          const last = before.at(-1)?.src;
          const [one, two] = [by("one"), by("two")];
          const isRemoved = ({ src }: MergedPicture) => removes && src === last;
          const unchanged = before.filter(isRemoved);
          const mine = one.filter((each) => !isRemoved(each));
          const theirs = two.filter((each) => !isRemoved(each));
          theirs.splice(Math.max(0, two.findIndex(isRemoved)), 0, ...unchanged);
          const merged = mergePictures({ before, mine, theirs }, nobodyIsAsked);
          expect(mergePictures({ before, mine: theirs, theirs: mine }, nobodyIsAsked)).toEqual(merged);
          expect(merged.some(isRemoved)).toBe(false);
          expect(merged.some(({ src }) => src === "new")).toBe(true);
        },
      ),
    );
  });

  it("lose no change of either without a question", () => {
    fc.assert(
      fc.property(some, some, some, (before, mine, theirs) => {
        const asked = new Set<string>();
        const choose: Choose = ({ src, kind }) => {
          asked.add(kind === "order" ? "order" : src);
          return "theirs";
        };
        const merged = mergePictures({ before, mine, theirs }, choose);
        const textOf = (one?: MergedPicture) => one?.alt.en ?? "";
        const find = (all: readonly MergedPicture[], src: string) => all.find((one) => one.src === src);
        for (const src of "abcdefg") {
          if (asked.has(src)) continue;
          const [was, here, there, now] = [before, mine, theirs, merged].map((all) => find(all, src));
          for (const changed of [here, there]) {
            if ((changed === undefined) !== (was === undefined))
              expect(now === undefined).toBe(changed === undefined);
            if (changed && textOf(changed) !== textOf(was)) expect(textOf(now)).toBe(textOf(changed));
            if (changed && changed.video !== (was?.video ?? null)) expect(now?.video).toBe(changed.video);
          }
        }
      }),
    );
  });

  it("keep both additions, and that of who saves later behind the other", () => {
    const lists = { before: list("a", "b"), mine: list("a", "m", "b"), theirs: list("a", "t", "b") };
    expect(names(mergePictures(lists, nobodyIsAsked))).toBe("a t m b");
  });

  it("have one order, and are asked about when both have moved them", () => {
    const lists = {
      ...{ before: list("a", "b", "c"), mine: list("c", "a", "b", "m"), theirs: list("b", "a", "c", "t") },
    };
    const parts: string[] = [];
    const take = (choice: "mine" | "theirs") =>
      names(
        mergePictures(lists, ({ kind }) => {
          parts.push(kind);
          return choice;
        }),
      );
    expect([take("mine"), take("theirs"), parts]).toEqual(["c t a b m", "b m a c t", ["order", "order"]]);
  });

  it("are asked about when one has removed what the other has changed", () => {
    const [before, changed] = [[picture("a", { en: "x" })], [picture("a", { en: "y" })]];
    const merge = (mine: MergedPicture[], theirs: MergedPicture[], choice: "mine" | "theirs") =>
      mergePictures({ before, mine, theirs }, () => choice);
    expect(merge([], changed, "mine")).toEqual([]);
    expect(merge([], changed, "theirs")).toEqual(changed);
    expect(merge(changed, [], "mine")).toEqual(changed);
    expect(merge(changed, [], "theirs")).toEqual([]);
    expect(mergePictures({ before, mine: [], theirs: before }, nobodyIsAsked)).toEqual([]);
  });
});
