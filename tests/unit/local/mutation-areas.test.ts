import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AREAS } from "@/tests/mutation/areas";

describe("the areas of the mutation tests", () => {
  it.each(Object.entries(AREAS))("name only files that are there: %s", (_, { mutate, tests }) => {
    expect([...mutate, ...tests].filter((file) => !existsSync(file))).toEqual([]);
  });

  it("change each file once", () => {
    const changed = Object.values(AREAS).flatMap(({ mutate }): readonly string[] => mutate);
    expect(new Set(changed).size).toBe(changed.length);
  });
});
