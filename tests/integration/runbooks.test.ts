import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const FOLDER = "docs/runbooks";
const statements = readdirSync(FOLDER).flatMap((file) =>
  Array.from(
    readFileSync(join(FOLDER, file), "utf8").matchAll(/^ *psql .* -c "([^"]+)"$/gm),
    ([, statement = ""]) => ({
      file,
      statement,
    }),
  ),
);

it("has statements for psql", () => {
  expect(statements.length).toBeGreaterThan(1);
});

it.each(statements)("$file: PostgreSQL takes $statement", async ({ statement }) => {
  await db.execute(sql.raw(statement));
});
