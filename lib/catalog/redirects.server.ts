import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { slugRedirects } from "@/lib/db/schema";
import { isSlug } from "./slug";

type Renamed = (typeof slugRedirects.$inferSelect)["kind"];

const MOST_STEPS = 5;

/** The slug that a page has now, when it was renamed; null when it never had this one. A page that was renamed several times is followed. */
export async function renamedTo(kind: Renamed, slug: string): Promise<string | null> {
  if (!isSlug(slug)) return null;
  const seen = [slug];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const at = seen.at(-1) ?? slug;
    const [next] = await db()
      .select({ to: slugRedirects.to })
      .from(slugRedirects)
      .where(and(eq(slugRedirects.kind, kind), eq(slugRedirects.slug, at)));
    if (!next || seen.includes(next.to)) break;
    seen.push(next.to);
  }
  const last = seen.at(-1);
  return last && last !== slug ? last : null;
}
