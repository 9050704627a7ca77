import { execFile } from "node:child_process";
import { appendFileSync } from "node:fs";
import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../../scripts/local/ports";
import { processes } from "../../../scripts/local/processes";
import { PROGRAMS } from "../../../scripts/local/run";
import { answering } from "../../../scripts/local/wait";

/** Stays inside of the project, as Next.js compiles nothing from outside of the folder with the lock file. */
const FOLDER = ".next-copied-store";
/** What is made, installed or of this machine alone. */
const LEFT_OUT =
  /^(?:\.next.*|\.git|\.data|\.env|\.env.*\.?local|node_modules|package-lock\.json|test-results)$/;
const DIST = ".next-test";
const run = promisify(execFile);

export type CopiedStore = Awaited<ReturnType<typeof copiedStore>>;

/**
 * The project's files as they are, in a folder of their own with the same packages: for what a command writes into them.
 * `npm` runs a script there, `start` the built store as `npm run start:local` does, on free ports and empty data; `remove` ends and deletes it.
 */
export async function copiedStore() {
  const folder = resolve(FOLDER);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const files = (await readdir(".")).filter((name) => !LEFT_OUT.test(name));
  await Promise.all(files.map((name) => cp(name, join(folder, name), { recursive: true })));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));

  const group = processes();
  const dataDir = join(folder, ".data");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // Nothing of this process: a merchant has only what the command wrote.
  const { PATH, HOME } = process.env;
  const env: NodeJS.ProcessEnv = {
    PATH,
    HOME,
    NODE_ENV: "production",
    NEXT_DIST_DIR: DIST,
    NEXT_TELEMETRY_DISABLED: "1",
    LOCAL_DATA_DIR: dataDir,
    PORT: String(port),
    LOCAL_POSTGRES_PORT: String(await freePort()),
    LOCAL_STRIPE_PORT: String(await freePort()),
  };
  const others = Object.keys(process.env).map((name) => [name, undefined] as const);

  const service = (name: string, args: string[]) =>
    group.start({
      name,
      args,
      cwd: folder,
      env: { ...Object.fromEntries(others), ...env },
      onLine: (line) => appendFileSync("test-results/services.log", `copied ${name} ${line}\n`),
    });

  async function npm(script: string, ...args: string[]): Promise<string> {
    const said = await run("npm", ["run", "--silent", script, "--", ...args], { cwd: folder, env });
    return said.stdout;
  }

  /** @returns its address. */
  async function start(): Promise<string> {
    const build = service("build", [PROGRAMS.next, "build"]);
    const how = await build.exited;
    if (how !== "ended with code 0")
      throw new Error(`the copied store's build ${how}:\n${build.tail().join("\n")}`);
    await answering([service("store", ["--import", "tsx", "scripts/start-local.ts"])], `${url}/robots.txt`);
    return url;
  }

  async function remove(): Promise<void> {
    await group.stopAll();
    await rm(folder, { recursive: true, force: true });
  }

  return { dataDir, npm, start, remove };
}
