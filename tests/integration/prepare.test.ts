import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { testDatabase } from "@/tests/support/database";

await testDatabase();

it("The launcher changes no schema through a pooler, like db:migrate", async () => {
  const args = ["--tsconfig", "tsconfig.scripts.json", "scripts/prepare.ts"];
  const DATABASE_URL = "postgres://127.0.0.1:6543/shop";
  const preparing = promisify(execFile)("node_modules/.bin/tsx", args, {
    env: { ...process.env, DATABASE_URL, DATABASE_DIRECT_URL: "" },
  });
  await expect(preparing).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("DATABASE_URL points to a pooler (127.0.0.1:6543)"),
  });
}, 60_000);
