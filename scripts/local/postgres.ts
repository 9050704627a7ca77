import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { lockFolder } from "./lock";
import { assertPortFree } from "./ports";
import { withWholeQueries } from "./whole-queries";

/** What the migrations ask PostgreSQL for. */
const extensions = { pg_trgm, unaccent };

export const openPglite = (options: PGliteOptions = {}): Promise<PGlite> =>
  PGlite.create({ ...options, extensions });

export type LocalPostgres = { url: string; stop: () => Promise<void> };

type LocalPostgresOptions = {
  /** 0 takes any free port. */
  port: number;
  /** The folder, used by this process alone; without one the database is in memory. */
  dataDir?: string;
  /** A dump with which a new database begins. */
  snapshot?: Blob;
  database?: PGlite;
};

/**
 * PGlite on loopback, without an installation. A power cut may lose the last writes. All connections share one session, so a second one inside a
 * transaction waits forever. @throws LockedError when another process has the folder; PortTakenError
 */
export async function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  await assertPortFree(options.port, "the local PostgreSQL");
  const lock = options.dataDir ? await lockFolder(options.dataDir) : null;
  const database = options.database ?? (await open(options));
  const server = new PGLiteSocketServer({
    db: withWholeQueries(database),
    host: "127.0.0.1",
    port: options.port,
    maxConnections: 200,
  });
  await server.start();
  const port = server.getServerConn().split(":").at(-1);
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await database.close();
      await lock?.release();
    },
  };
}

async function open({ dataDir, snapshot }: LocalPostgresOptions): Promise<PGlite> {
  if (!dataDir) return openPglite({ loadDataDir: snapshot });
  const folder = join(dataDir, "pgdata");
  const complete = join(dataDir, "complete");
  // A start that was cut off leaves half a database.
  if (!existsSync(complete)) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const database = await openPglite({ dataDir: folder, loadDataDir: snapshot });
  await writeFile(complete, "");
  return database;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "54329" },
      data: { type: "string", default: ".data/postgres" },
    },
  });
  const postgres = await startPostgres({ port: Number(values.port), dataDir: values.data });
  console.log(`local PostgreSQL on ${postgres.url}`);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await postgres.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
