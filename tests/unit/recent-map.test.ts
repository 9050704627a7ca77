import { describe, expect, it } from "vitest";
import { recentMap } from "@/lib/base/recent-map";

describe("a map of the most recent", () => {
  it("holds so many, and forgets what was used least recently", () => {
    const map = recentMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    expect(map.get("a")).toBe(1);
    map.set("c", 3);
    expect(["a", "b", "c"].map(map.get)).toEqual([1, undefined, 3]);
  });

  it("holds the last value of a key, which counts once", () => {
    const map = recentMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    expect(["a", "b"].map(map.get)).toEqual([3, 2]);
  });
});
