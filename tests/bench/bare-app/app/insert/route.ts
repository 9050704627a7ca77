import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** The least that a webhook which keeps its event costs: one row, and no look at who sent it. */
export async function POST(request: Request): Promise<Response> {
  const event = await request.json();
  await pool.query("insert into bench_rows (id, payload) values ($1, $2)", [event.id, event]);
  return Response.json({ received: true });
}
