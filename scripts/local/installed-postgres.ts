import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { installDebianPackages } from "./debian-packages";
import { freePort } from "./ports";

/** `fast` ends what its clients do; `immediate` is a crash, from which the server recovers by its log. */
type Restart = "fast" | "immediate";

export type InstalledPostgres = {
  url: string;
  version: string;
  /** With the same data, on the same port. */
  restart: (how: Restart) => Promise<void>;
  stop: () => Promise<void>;
};

const DEBIAN = "/usr/lib/postgresql";

/** Of tests. PostgreSQL does not wait for the disk: a power cut may lose the data. */
const UNSAFE = [
  "fsync=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "autovacuum=off",
  // As migrations set it for a store's database; the tests' are copies, which have no settings of their own.
  "jit=off",
];

/**
 * A temporary server on a free port, or null without PostgreSQL. Started by root it runs as `postgres` or `nobody`, as PostgreSQL refuses root.
 * @param options.durable whether a commit waits for the disk
 */
export async function startInstalledPostgres({
  durable = true,
  maxConnections = 300,
} = {}): Promise<InstalledPostgres | null> {
  const bin = await findBinaries();
  if (!bin) return null;
  const owner = serverUser();
  const folder = await mkdtemp(join(tmpdir(), "store-postgres-"));
  if (owner) {
    await chown(folder, owner.uid, owner.gid);
    await chmod(folder, 0o700);
  }
  const data = join(folder, "data");
  const options = { stdio: "ignore", cwd: folder, env: { ...process.env, LC_ALL: "C" }, ...owner } as const;
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"];
  const made = spawnSync(join(bin, "initdb"), initdb, { ...options, encoding: "utf8", stdio: "pipe" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    `max_connections=${maxConnections}`,
    ...(durable ? [] : UNSAFE),
  ];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const launch = async (): Promise<ChildProcess> => {
    const launched = spawn(join(bin, "postgres"), args, options);
    await untilReady(launched, join(bin, "pg_isready"), port);
    return launched;
  };
  let server = await launch();
  // Restarts take turns: a server that has ended never ends again, and would be waited for without end.
  let turn: Promise<void> = Promise.resolve();
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  const abandon = () => server.kill("SIGQUIT");
  process.once("exit", abandon);
  const version = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout.trim();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version,
    restart: (how) => {
      turn = turn
        .catch(() => {})
        .then(async () => {
          await end(how === "fast" ? "SIGINT" : "SIGQUIT");
          server = await launch();
        });
      return turn;
    },
    stop: async () => {
      process.off("exit", abandon);
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(server: ChildProcess, pgIsReady: string, port: number): Promise<void> {
  const asked = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-t", "1"];
  for (let tries = 0; spawnSync(pgIsReady, asked).status !== 0; tries += 1) {
    if (server.exitCode !== null || tries > 60) throw new Error("the installed PostgreSQL did not start");
    await delay(250);
  }
}

export const isPostgresInstalled = async (): Promise<boolean> => (await findBinaries()) !== null;

/** Installs Debian's package; false when not allowed. */
export const installPostgres = (): boolean => installDebianPackages("postgresql");

async function findBinaries(): Promise<string | null> {
  const versions = await readdir(DEBIAN).catch((): string[] => []);
  const newestFirst = versions.sort((left, right) => Number(right) - Number(left));
  const folders = [
    ...newestFirst.map((version) => join(DEBIAN, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no other user (postgres, nobody) here");
}
