import { parseArgs } from "node:util";
import { fetchBooks } from "@/lib/books/fetch.server";
import { beginEarlier } from "@/lib/books/progress.server";
import { db } from "@/lib/db/client";
import { inPacedBulk } from "@/lib/jobs/stripe-pace.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { readSince } from "./local/since";

const USAGE = `npm run books:fetch [-- --since 2026-01-01]
  --since   begins earlier than the store's first order: a day, a time such as 2026-01-31T04:00Z, or 90d`;

/** Reads payouts and all movements of the balance from Stripe, on from where it stopped. Changes nothing at Stripe. */
runScript(async () => {
  const { values } = parseArgs({ options: { since: { type: "string" } } });
  const since = values.since === undefined ? null : readSince(values.since, new Date(), USAGE);
  await chooseStore("stripe");
  if (since) await beginEarlier(db(), since);
  const fetched = await inPacedBulk(() => fetchBooks(db()));
  if (!fetched.held) throw new Error("Another process is reading them; nothing was done.");
  const { movements, payouts } = fetched.result;
  console.log(`Read ${movements} movements of the balance and ${payouts} payouts.`);
});
