import { describe, expect, it } from "vitest";
import { facetSets, isFiltered, listingParams, NO_QUERY, parseListingQuery } from "@/lib/catalog/listing";

const parsed = (query: string) => parseListingQuery(new URLSearchParams(query));

describe("a listing's address", () => {
  it("is written as short as it can be, and read back the same", () => {
    const text =
      "sort=name&option=colour%3Amoss&option=colour%3Aclay&option=size%3Am&in=bowls&min=12.5&max=80&in-stock=1&after=mug%7Eprd_1";
    expect(listingParams(parsed(text)).toString()).toBe(text);
    expect(listingParams(parsed("sort=featured&min=&max=&in=")).size).toBe(0);
  });

  it.each([
    "sort=random",
    "in-stock=yes",
    "min=-1&max=1e99",
    "min=NaN&max=Infinity",
    "option=colour&option=:sand&option=colour:",
    "after=mug&before=~",
    "after=mug~",
    "after=%00~prd_1",
    "option=colour:%00",
    `in=${"a".repeat(300)}`,
    "page=7",
  ])("that asks for what can't be asks for nothing: %s", (query) => {
    expect(parsed(query)).toEqual(NO_QUERY);
  });

  it("may have a comma in amounts", () => {
    expect(parsed("min=12,50").min).toBe(12.5);
  });

  it("asks for so many sets of options at most, and of so many axes", () => {
    const many = ["a", "b", "c", "d", "e", "f", "g"].flatMap((axis) =>
      Array.from({ length: 30 }, (_, value) => `option=${axis}:${value}`),
    );
    expect(facetSets(parsed(many.join("&"))).length).toBeLessThanOrEqual(256);
    expect(Object.keys(parsed(many.map((one) => one.replace(/:\d+/, ":1")).join("&")).options)).toHaveLength(
      5,
    );
  });
});

describe("what is asked of one variant", () => {
  it("is one of the sets of options, each with stock when it is asked for", () => {
    expect(facetSets(parsed("option=size:m&option=colour:moss&option=colour:clay&in-stock=1"))).toEqual([
      "colour=moss&size=m&stock",
      "colour=clay&size=m&stock",
    ]);
    expect(facetSets(parsed("in-stock=1"))).toEqual(["stock"]);
    expect(facetSets(parsed("sort=name&in=bowls"))).toEqual([]);
  });
});

it("A list is filtered by anything but its order and its page", () => {
  expect(isFiltered(parsed("sort=name&after=a~b"))).toBe(false);
  for (const query of ["in=a", "option=a:b", "min=1", "max=1", "in-stock=1"])
    expect(isFiltered(parsed(query)), query).toBe(true);
});
