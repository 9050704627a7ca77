import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { openPglite, startPostgres } from "@/scripts/local/postgres";

/** What every test file copies its own database from. */
type DatabaseTemplate =
  | { kind: "pglite"; snapshot: string }
  | { kind: "postgres"; adminUrl: string; template: string };

declare module "vitest" {
  export interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

/**
 * The server of TEST_DATABASE_URL, or a new one of the PostgreSQL that this machine has, or PGlite: that also for the project `pglite`,
 * and with TEST_DATABASE_URL=pglite.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (project.name === "pglite" || adminUrl === "pglite") return onPglite(project);
  if (adminUrl) return onPostgres(project, adminUrl);
  const installed = await startInstalledPostgres({ durable: false });
  if (!installed) return onPglite(project);
  await onPostgres(project, installed.url);
  // The test files' databases go with the server.
  return installed.stop;
}

async function onPglite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "store-template-"));
  const database = await openPglite();
  const server = await startPostgres({ port: 0, database });
  await migrateDatabase(server.url);
  const snapshot = join(folder, "template.tar");
  await writeFile(snapshot, Buffer.from(await (await database.dumpDataDir("none")).arrayBuffer()));
  await server.stop();
  project.provide("databaseTemplate", { kind: "pglite", snapshot });
  return () => rm(folder, { recursive: true, force: true });
}

async function onPostgres(project: TestProject, adminUrl: string): Promise<() => Promise<void>> {
  const template = `store_template_${randomBytes(6).toString("hex")}`;
  const url = new URL(adminUrl);
  url.pathname = template;
  await asAdmin(adminUrl, `create database ${template}`);
  await migrateDatabase(url.href);
  project.provide("databaseTemplate", { kind: "postgres", adminUrl, template });
  return () => asAdmin(adminUrl, `drop database ${template}`);
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
