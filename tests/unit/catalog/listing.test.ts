import { describe, expect, it } from "vitest";
import { applyListing, listingParams, parseListingQuery } from "@/lib/catalog/listing";

const product = (name: string, variants: [colour: string, unitAmount: number, available: number][]) => ({
  name,
  variants: variants.map(([colour, unitAmount, available]) => ({
    options: { colour },
    unitAmount,
    available,
  })),
});

const PRODUCTS = [
  product("Plate", [
    ["moss", 2200, 0],
    ["clay", 2800, 5],
  ]),
  product("Mug", [["moss", 2400, 9]]),
  product("Bowl", [["chalk", 4400, 0]]),
];

const names = (query: string) =>
  applyListing(PRODUCTS, parseListingQuery(new URLSearchParams(query))).map(({ name }) => name);

describe("a listing", () => {
  it("keeps the order of the shop without a query", () => {
    expect(names("")).toEqual(["Plate", "Mug", "Bowl"]);
  });

  it("sorts by the lowest price of a product, or by name", () => {
    expect(names("sort=price-asc")).toEqual(["Plate", "Mug", "Bowl"]);
    expect(names("sort=price-desc")).toEqual(["Bowl", "Mug", "Plate"]);
    expect(names("sort=name")).toEqual(["Bowl", "Mug", "Plate"]);
  });

  it("keeps products in any of the colours", () => {
    expect(names("colour=chalk&colour=clay")).toEqual(["Plate", "Bowl"]);
  });

  it("wants one variant to meet all filters at once", () => {
    expect(names("colour=moss&in-stock=1")).toEqual(["Mug"]);
  });

  it("takes what it does not know as not asked", () => {
    expect(names("sort=random&page=7&in-stock=yes")).toEqual(["Plate", "Mug", "Bowl"]);
  });

  it("is not changed by sorting", () => {
    names("sort=name");
    expect(PRODUCTS.map(({ name }) => name)).toEqual(["Plate", "Mug", "Bowl"]);
  });
});

describe("a listing's address", () => {
  it("is written as short as it can be, and read back the same", () => {
    const query = parseListingQuery(new URLSearchParams("in-stock=1&colour=moss&colour=clay&sort=name"));
    expect(listingParams(query).toString()).toBe("sort=name&colour=moss&colour=clay&in-stock=1");
    expect(parseListingQuery(listingParams(query))).toEqual(query);
    expect(listingParams(parseListingQuery(new URLSearchParams("sort=featured"))).size).toBe(0);
  });
});
