import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "@/package.json";
import { refuseArguments } from "@/scripts/local/launch";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-arguments-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command of `scripts/` as a person would; it finds no store. */
async function run(script: string, args: string[]): Promise<{ code: unknown; said: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}`, ...args], {
    env: { ...env, LOCAL_DATA_DIR: join(folder, "data"), TSX_TSCONFIG_PATH: "tsconfig.scripts.json" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "exit");
  return { code, said };
}

/** These hand their arguments on to programs that refuse what they don't know. */
const HANDED_ON = ["scripts/journeys.ts", "scripts/test-postgres.ts"];
/** These read theirs in another file. */
const ELSEWHERE: Record<string, string> = {
  "scripts/dev.ts": "scripts/local/launch.ts",
  "scripts/start-local.ts": "scripts/local/launch.ts",
};

const scripts = Object.values(packageJson.scripts).flatMap((line) =>
  Array.from(line.matchAll(/(?<=\s)[\w/-]+\.ts\b/g), ([file]) => file),
);

describe("a command's arguments", () => {
  it.each(scripts.filter((file) => !HANDED_ON.includes(file)))("are read strictly by %s", async (file) => {
    const text = await readFile(ELSEWHERE[file] ?? file, "utf8");
    expect(text).toMatch(/parseArgs\(/);
    expect(text).not.toMatch(/strict: false/);
  });

  it.each([
    ["orders-ship.ts", ["KC-1", "--carier=DHL"], "--carier"],
    ["orders-ship.ts", ["KC-1", "KC-2"], "KC-2"],
    ["orders-list.ts", ["--all"], "--all"],
    ["events-replay.ts", ["--type=invoice.paid"], "invoice.paid"],
    ["discounts.ts", ["list", "WELCOME"], "WELCOME"],
    ["discounts.ts", ["segments", "save", "a.json", "b.json"], "b.json"],
    ["discounts.ts", ["end", "--now", "WELCOME"], "--now"],
    ["migrate.ts", ["--dry"], "--dry"],
    ["reset.ts", ["--yes"], "--yes"],
  ])(
    "are refused by name: %s %j",
    async (script, args, name) => {
      const { code, said } = await run(script, args);
      expect(code).toBe(1);
      expect(said).toContain(name);
      expect(said).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  it("are refused by the launcher, which names the variables that it has instead", () => {
    expect(() => refuseArguments(["--port", "3001"])).toThrow(/--port[\s\S]*PORT=3001/);
    expect(() => refuseArguments([])).not.toThrow();
  });
});

it("The reset removes the folder that LOCAL_DATA_DIR names, and no other", async () => {
  const data = join(folder, "data");
  await mkdir(join(data, "mail"), { recursive: true });
  await writeFile(join(folder, "kept"), "");
  const { code, said } = await run("reset.ts", []);
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining(data) });
  await expect(access(data)).rejects.toThrow("ENOENT");
  expect(await readFile(join(folder, "kept"), "utf8")).toBe("");
}, 60_000);
