import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { surroundings } from "./surroundings";

/** Runs a command of the store's, as a merchant does. @returns what it printed */
export async function storeCommand(name: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, ...surroundings().storeVariables, ENV_FILE: "/dev/null" };
  const run = promisify(execFile)(
    "npx",
    ["tsx", "--tsconfig", "tsconfig.scripts.json", `scripts/${name}.ts`, ...args],
    { env },
  );
  return (await run).stdout;
}
