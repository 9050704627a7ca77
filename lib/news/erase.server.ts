import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { newsConsents } from "@/lib/db/schema";
import { newsAddress } from "./address";
import { withdrawIn } from "./consent.server";
import { newsHash } from "./read.server";

/** Ends the news of who is erased. What was never confirmed goes; of the rest the proof stays without the address: docs/retention.md. */
export async function eraseNews(tx: Transaction, address: string): Promise<void> {
  const email = newsAddress(address);
  await tx.delete(newsConsents).where(and(eq(newsConsents.email, email), isNull(newsConsents.confirmedAt)));
  await withdrawIn(tx, { email }, "erased");
  await tx
    .update(newsConsents)
    .set({ email: null, emailHash: newsHash(email) })
    .where(eq(newsConsents.email, email));
}
