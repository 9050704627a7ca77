import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);

/** It asks for 556 calls and their parameters. */
const PATIENCE = 120_000;

it("the page of what is modelled says what a running one answers: `npm run coverage:local-stripe` writes it anew", {
  timeout: PATIENCE,
}, async () => {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const asked = await run(process.execPath, ["--import", "tsx", "scripts/coverage.ts", "--check"], {
    cwd: folder,
  }).then(
    () => "",
    (error) => error.stderr,
  );
  expect(asked).toBe("");
});
