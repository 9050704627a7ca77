import { expect, it } from "vitest";
import { IMPORT_CODES } from "@/lib/catalog/goods/issue";
import { jsonRecord } from "@/lib/catalog/goods/json-record";
import { inBackticks, page, tables } from "@/tests/support/docs";

it("docs/goods.md explains each code of a refused row", () => {
  const explained = tables(page("docs/goods.md")).flatMap(({ rows }) =>
    rows.map(([code = ""]) => inBackticks(code)[0]),
  );
  expect(explained).toEqual(expect.arrayContaining([...IMPORT_CODES]));
});

it("docs/goods.md shows records that the import takes", () => {
  const lines = page("docs/goods.md")
    .split("\n")
    .filter((line) => line.startsWith('{"type"'));
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(jsonRecord.safeParse(JSON.parse(line)).error).toBeUndefined();
});
