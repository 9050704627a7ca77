import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { DraftId } from "@/lib/base/ids";

const BEFORE = "change-";

/** The key of the refund that a change makes, so that it is made once. */
export const refundKey = (id: DraftId): string => `${BEFORE}${id}`;

/** As `refundKey`, in a query. */
export const refundKeyOf = (id: PgColumn): SQL<string> => sql<string>`${BEFORE}::text || ${id}`;
