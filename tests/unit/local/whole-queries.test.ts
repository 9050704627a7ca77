import net from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalPostgres, startPostgres } from "@/scripts/local/postgres";

let postgres: LocalPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  postgres = await startPostgres({ port: 0 });
  pool = new pg.Pool({ connectionString: postgres.url, max: 20 });
}, 60_000);

afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

describe("the local PostgreSQL", () => {
  it("keeps queries with parameters of twenty connections apart", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const values = Array.from({ length: 1 + (index % 3) }, (__, offset) => String(index + offset));
        const sum = values.map((___, offset) => `$${offset + 1}::int`).join(" + ");
        const { rows } = await pool.query<{ sum: number }>(`select ${sum} as sum`, values);
        return rows[0]?.sum === values.reduce((total, value) => total + Number(value), 0);
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  it("goes on after a connection that broke off in the middle of a query", async () => {
    const { port } = new URL(postgres.url);
    const socket = net.connect(Number(port), "127.0.0.1");
    const parameters = Buffer.from("user\0postgres\0database\0postgres\0\0");
    const startup = Buffer.alloc(8);
    startup.writeInt32BE(8 + parameters.length, 0);
    startup.writeInt32BE(196_608, 4);
    socket.write(Buffer.concat([startup, parameters]));
    await new Promise((resolve) => socket.once("data", resolve));
    const query = Buffer.from("\0select $1::int\0\0\0");
    const parse = Buffer.alloc(5);
    parse.write("P");
    parse.writeInt32BE(4 + query.length, 1);
    socket.write(Buffer.concat([parse, query]));
    await new Promise((resolve) => socket.once("data", resolve));
    socket.destroy();
    const { rows } = await pool.query<{ one: number }>("select $1::int as one", [1]);
    expect(rows[0]?.one).toBe(1);
  }, 20_000);
});
