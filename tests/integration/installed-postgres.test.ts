import pg from "pg";
import { describe, expect, it } from "vitest";
import { isPostgresInstalled, startInstalledPostgres } from "@/scripts/local/installed-postgres";

const installed = await isPostgresInstalled();

describe("an installed PostgreSQL", () => {
  it.runIf(installed)("is restarted by two at once, one after the other, and keeps its data", async () => {
    const server = await startInstalledPostgres({ durable: false, maxConnections: 10 });
    if (!server) throw new Error("there is no PostgreSQL");
    const ask = async (query: string) => {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const { rows } = await client.query(query);
      await client.end();
      return rows;
    };
    await ask("create table kept (id int)");
    await Promise.all([server.restart("fast"), server.restart("immediate"), server.restart("fast")]);
    expect(await ask("select count(*)::int as count from kept")).toEqual([{ count: 0 }]);
    await server.stop();
  });
});
