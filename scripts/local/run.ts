import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs Node in the foreground. Returns true when it ended well. */
export async function runNode(
  args: string[],
  env: Record<string, string | undefined> = {},
): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
  const [code] = await once(child, "exit");
  return code === 0;
}

/** The packages' programs, called without npx: no network, no shell. */
export const PROGRAMS = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  next: "node_modules/next/dist/bin/next",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;
