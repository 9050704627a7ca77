import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedFiles, filesToTest } from "@/scripts/local/changed";

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

describe("what has changed", () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  const write = (name: string, text: string) => writeFile(join(folder, name), text);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "store-changed-"));
    git("init", "--quiet", "--initial-branch=main");
    for (const name of ["kept", "edited", "committed", "deleted", "theirs"]) await write(name, "first");
    git("add", ".");
    git("commit", "--quiet", "-m", "first");
    git("switch", "--quiet", "-c", "mine");
    await write("committed", "second");
    git("commit", "--quiet", "-am", "mine");
    git("switch", "--quiet", "main");
    await write("theirs", "second");
    git("commit", "--quiet", "-am", "theirs");
    git("switch", "--quiet", "mine");
    await write("edited", "second");
    await write("new", "first");
    await rm(join(folder, "deleted"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is what this branch has committed, edited or added since it left main, and not what others did there", () => {
    expect(changedFiles(undefined, folder)).toEqual(["committed", "edited", "new"]);
  });

  it("is counted from another commit where one is named, and unknown where there is none", () => {
    expect(changedFiles("HEAD", folder)).toEqual(["edited", "new"]);
    expect(() => changedFiles("nonsense", folder)).toThrow();
  });
});
