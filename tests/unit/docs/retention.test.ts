import { expect, it } from "vitest";
import { TERMS } from "@/lib/retention/terms.server";
import { inBackticks, page, tables } from "@/tests/support/docs";

it("docs/retention.md has exactly the terms of the store, in their order", () => {
  const [table] = tables(page("docs/retention.md"));
  const told = table?.rows.map(([what = "", when = ""]) => [
    inBackticks(what)[0],
    Number(/(?:^|after )(\d+) days/.exec(when)?.[1] ?? 0),
  ]);
  expect(told).toEqual(TERMS.map(({ what, days = 0 }) => [what, days]));
});
