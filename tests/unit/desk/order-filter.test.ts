import { describe, expect, it } from "vitest";
import { orderFilterParams, readOrderFilter } from "@/lib/desk/orders/order-filter";
import { likePattern, meantOrderNumber, readOrderSearch } from "@/lib/desk/orders/search-text";

const read = (query: string) => readOrderFilter(new URLSearchParams(query));

describe("the filter of the list of orders", () => {
  it("is read from an address, and written as the same text whatever the order", () => {
    const query = "q=anna&state=paid&state=shipped&from=2026-11-01&min=12%2C50&country=FR&sort=total-desc";
    const { filter, ignored } = read(
      "country=fr&state=shipped&state=paid&state=paid&q=+anna+&min=12,50&sort=total-desc&from=2026-11-01",
    );
    expect(ignored).toEqual([]);
    expect(filter).toMatchObject({ q: "anna", country: ["FR"], from: "2026-11-01", min: "12,50" });
    expect(orderFilterParams(filter).toString()).toBe(query);
    expect(read(query).filter).toEqual({ ...filter, state: ["paid", "shipped"] });
  });

  it("names what can't be asked, and asks the rest", () => {
    const { filter, ignored } = read(
      "state=sold&from=2026-02-30&min=-1&country=XX&q=mug&surface=embedded&sort=best&attention=0",
    );
    expect(ignored.toSorted()).toEqual(["attention", "country", "from", "min", "sort", "state"]);
    expect(filter).toMatchObject({ q: "mug", surface: ["embedded"], state: [], from: null });
  });

  it("takes neither a text too long nor one that no database can store", () => {
    expect(read(`q=${"a".repeat(201)}`).ignored).toEqual(["q"]);
    expect(read("q=a%00b").ignored).toEqual(["q"]);
    expect(read("q=++").filter.q).toBeNull();
    expect(read(`${"country=FR&".repeat(3)}country=DE`).filter.country).toEqual(["FR", "DE"]);
  });
});

describe("the search for orders", () => {
  it.each(["pi_3NcA", "cs_test_a1", "ch_12345", "re_12345", "dp_12345", "cus_12345", "py_12345"])(
    "takes %s as an id of Stripe's",
    (id) => {
      expect(readOrderSearch(` ${id} `)).toEqual({ kind: "stripe", id });
    },
  );

  it("takes four digits as a card's too, and all else as words", () => {
    expect(readOrderSearch("4242")).toEqual({ kind: "words", words: ["4242"], card: "4242" });
    expect(readOrderSearch("#K7Q4-M2XD anna")).toEqual({
      kind: "words",
      words: ["K7Q4-M2XD", "anna"],
      card: null,
    });
  });

  it("knows which number is meant", () => {
    expect(meantOrderNumber("k7q4m2xd")).toBe("K7Q4-M2XD");
    expect(meantOrderNumber("#KOQ4 M2LD")).toBe("K0Q4-M21D");
    expect(meantOrderNumber("anna")).toBeNull();
  });

  it("takes signs of patterns as they are, and short words from their beginning", () => {
    expect(likePattern("100%_\\")).toBe("%100\\%\\_\\\\%");
    expect(likePattern("li")).toBe("% li%");
  });
});
