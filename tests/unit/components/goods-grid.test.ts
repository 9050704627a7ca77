import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlock, writeBlock } from "@/components/desk/goods/grid/cell-block";
import { cellValue, fill, placedRows, readCell, withCell } from "@/components/desk/goods/grid/cells";
import { refusedColumns } from "@/components/desk/goods/grid/grid-columns";
import type { GridColumn, GridGoods } from "@/lib/desk/goods/grid-model";

const columns: GridColumn[] = [
  { key: "price", label: "Price", of: "variant", kind: "number" },
  { key: "prices.usd", label: "USD", of: "variant", kind: "number" },
  {
    ...{ key: "sale", label: "On sale", of: "variant", kind: "choice" },
    choices: [
      { value: "on", label: "oui" },
      { value: "off", label: "non" },
    ],
  },
  { key: "tags", label: "Tags", of: "product", kind: "text" },
];

const goods: GridGoods[] = [
  {
    ...{ id: "prd_1", name: "Mug", seen: "v1", isWhole: true },
    rows: [
      {
        sku: "A",
        option: "",
        onHand: 1,
        cells: { price: "1.00", "prices.usd": "", sale: "on", tags: "new" },
      },
      { sku: "B", option: "", onHand: 1, cells: { price: "2.00", "prices.usd": "", sale: "on" } },
    ],
  },
];

const rows = placedRows(goods);
const area = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

describe("a block of a spreadsheet", () => {
  it("is read as it was written, also with tabs, line breaks and quotation marks in a cell", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', "\t", "\n", "=", "'", "1") });
    const trimmed = cell.map((text) => text.trim());
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(trimmed, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
      // A last line that is empty can't be told from the end of the line before it.
      .filter((all) => all.at(-1)?.some((one) => one !== "") ?? false);
    fc.assert(
      fc.property(block, (all) => {
        expect(readBlock(writeBlock(all))).toEqual(all);
      }),
    );
  });

  it("has no cell that a spreadsheet would run as a formula", () => {
    expect(writeBlock([["=1+1", "24.00"]])).toBe("'=1+1\t24.00");
  });
});

describe("filling cells", () => {
  it("puts a column below the cell where it was pasted, and counts what has no cell", () => {
    const { edits, filled, dropped } = fill({}, rows, columns, area(1, 0), [["3.00"], ["4.00"]]);
    expect([edits, filled, dropped]).toEqual([
      { prd_1: { seen: "v1", fields: { "price.B": "3.00" }, was: { "price.B": "2.00" }, mine: {} } },
      1,
      1,
    ]);
  });

  it("leaves out what a row has no cell for, and what is no choice", () => {
    const { edits, dropped } = fill({}, rows, columns, area(0, 2), [
      ["perhaps", "sale"],
      ["non", "sale"],
    ]);
    expect(edits.prd_1?.fields).toEqual({ tags: "sale", "sale.B": "off" });
    expect(dropped).toBe(2);
  });

  it("fills all that is chosen with a single value", () => {
    const { edits } = fill({}, rows, columns, area(0, 1, 1, 1), [["9"]]);
    expect(edits.prd_1?.fields).toEqual({ "prices.usd A": "9", "prices.usd B": "9" });
  });

  it("is no edit where the value is what it was", () => {
    const [first] = rows;
    const [column] = columns;
    if (!first || !column) throw new Error("no cell");
    const edits = withCell({}, first, column, "7.00");
    expect(cellValue(first, column, edits)).toBe("7.00");
    expect(withCell(edits, first, column, "1.00")).toEqual({});
  });
});

describe("a choice", () => {
  it.each([
    ["OUI", "on"],
    ["off", "off"],
    ["TRUE", "on"],
    ["0", "off"],
    ["maybe", null],
  ])("takes %s as %s", (typed, value) => {
    expect(columns[2] && readCell(columns[2], typed)).toBe(value);
  });
});

describe("a cell that is refused", () => {
  const refused = (fields: Record<string, string>) =>
    refusedColumns(rows, columns, (id) => (id === "prd_1" ? fields : {}));

  it("brings its column back, of a variant, a currency or a product", () => {
    expect(refused({ "price.B": "price_invalid" })).toEqual({ price: true });
    expect(refused({ "prices.usd A": "price_invalid", tags: "tags_long" })).toEqual({
      "prices.usd": true,
      tags: true,
    });
  });

  it("brings back no other", () => {
    expect(refused({})).toEqual({});
    expect(refused({ "price.C": "price_invalid" })).toEqual({});
  });
});
