import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Started, startStripe } from "./support";

const run = promisify(execFile);
const PAGE = readFileSync(new URL("../docs/recipes.md", import.meta.url), "utf8");
const PATIENCE = 60_000;

/** How a recipe is run, and what tells that its SDK is there. Ruby's, PHP's, Go's and Java's have to be installed by hand. */
const LANGUAGES: Record<string, { file: string; command: string[]; probe: string[] }> = {
  js: { file: "pay.mjs", command: [process.execPath], probe: [process.execPath, "--version"] },
  python: { file: "pay.py", command: ["python3"], probe: ["python3", "-c", "import stripe"] },
  ruby: { file: "pay.rb", command: ["ruby"], probe: ["ruby", "-e", 'require "stripe"'] },
  php: { file: "pay.php", command: ["php"], probe: ["php", "-r", 'require "vendor/autoload.php";'] },
  go: { file: "main.go", command: ["go", "run"], probe: ["go", "list", "github.com/stripe/stripe-go/v82"] },
  java: { file: "Pay.java", command: ["java"], probe: ["javap", "com.stripe.Stripe"] },
};

function isThere([program = "", ...args]: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore", timeout: PATIENCE });
    return true;
  } catch {
    return false;
  }
}

let local: Started;
const folder = mkdtempSync(join(tmpdir(), "local-stripe-recipes-"));
beforeAll(async () => {
  local = await startStripe();
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(folder, "node_modules"));
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a recipe", { timeout: PATIENCE }, () => {
  for (const [language, how] of Object.entries(LANGUAGES)) {
    const code = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1] ?? "";

    it(`for ${language} stands on the page`, () => {
      expect(code).toContain("pm_card_visa");
    });

    it(`for ${language} pays, if its SDK is there`, async ({ skip }) => {
      if (!isThere(how.probe)) return skip(`no SDK for ${language} on this machine`);
      const { hostname, port } = new URL(local.url);
      const file = join(folder, how.file);
      writeFileSync(
        file,
        code
          .replaceAll("http://localhost:12111", local.url)
          .replace('host: "localhost", port: 12111', `host: "${hostname}", port: ${port}`),
      );
      const [program = "", ...args] = how.command;
      const { stdout } = await run(program, [...args, file], { cwd: folder });
      expect(stdout.trim()).toBe("succeeded");
    });
  }
});
