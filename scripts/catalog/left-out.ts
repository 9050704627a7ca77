import type { syncCatalog } from "@/lib/catalog/sync.server";
import { describeConflict } from "./conflicts";

type Report = Pick<
  Awaited<ReturnType<typeof syncCatalog>>,
  "conflicts" | "failures" | "failureCount" | "stopped"
>;

/** What a sync has left for a person, or for its next run, and what to do; null when nothing. */
export function describeLeftOut({ conflicts, failures, failureCount, stopped }: Report): string | null {
  const lines: string[] = [];
  if (conflicts.length > 0) {
    lines.push(
      "Edited both in the store and at Stripe since the last sync, so nothing was changed:",
      ...conflicts.map((conflict) => `  ${describeConflict(conflict)}`),
      "Choose a side for all of these: npm run catalog:sync -- --prefer store (or stripe)",
    );
  }
  if (failureCount > 0) {
    const more = failureCount - failures.length;
    lines.push(
      `Not synced (${failureCount}):`,
      ...failures.map(({ slug, reason }) => `  ${slug}: ${reason}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    );
  }
  if (stopped !== null) lines.push("Stopped before the end, as Stripe takes no calls.");
  if (failureCount > 0) lines.push("Run npm run catalog:sync again: it goes on with what is left.");
  return lines.length > 0 ? lines.join("\n") : null;
}
