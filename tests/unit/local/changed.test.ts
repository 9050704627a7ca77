import { describe, expect, it } from "vitest";
import { filesToTest } from "@/scripts/local/changed";

const TESTS = new Map([
  ["tests/unit/money.test.ts", 'import { formatMoney } from "@/lib/base/money";'],
  ["tests/unit/docs.test.ts", 'const pages = await readdir("docs", { recursive: true });'],
  ["tests/integration/backup.test.ts", 'const page = await readFile("docs/backup.md", "utf8");'],
  ["tests/integration/edits.test.ts", "spawn(node, [`scripts/catalog-sync.ts`]);"],
]);

const asked = (...changed: string[]) => filesToTest(changed, TESTS);

describe("what Vitest is asked about after a change", () => {
  it("is what was changed, whose importers it knows", () => {
    expect(asked("lib/base/money.ts", "components/cart/line.tsx")).toEqual([
      "lib/base/money.ts",
      "components/cart/line.tsx",
    ]);
  });

  it("is also the tests that read what was changed, by its path or by a folder that holds it", () => {
    expect(asked("docs/backup.md")).toEqual([
      "docs/backup.md",
      "tests/unit/docs.test.ts",
      "tests/integration/backup.test.ts",
    ]);
    expect(asked("docs/decisions/0001-one-core.md")).toEqual([
      "docs/decisions/0001-one-core.md",
      "tests/unit/docs.test.ts",
    ]);
    expect(asked("scripts/catalog-sync.ts")).toContain("tests/integration/edits.test.ts");
    expect(asked("docs-of-old/backup.md")).toEqual(["docs-of-old/backup.md"]);
  });

  it("is every test with a database when the tables or their template change", () => {
    const everyDatabase = "tests/support/database.ts";
    expect(asked("drizzle/0042_new.sql")).toContain(everyDatabase);
    expect(asked("tests/integration/global-setup.ts")).toContain(everyDatabase);
    expect(asked("lib/db/schema/orders.ts")).not.toContain(everyDatabase);
  });

  it("is every test when what all of them stand on changes", () => {
    expect(asked("package-lock.json")).toContain("vitest.config.ts");
    expect(asked("tests/support/clean-slate.ts")).toContain("vitest.config.ts");
    expect(asked("package.json")).toEqual(["package.json"]);
  });
});
