import { describe, expect, it } from "vitest";
import { directUrl, PooledError } from "@/lib/db/direct-url";

const DIRECT = "postgres://ep-a.eu.aws.neon.tech/shop";

describe("where the schema is changed", () => {
  it.each([DIRECT, "postgres://localhost:5432/shop", "postgres://aws-0.pooler.supabase.com:5432/postgres"])(
    "is the store's address, if that gives each client a session: %s",
    (DATABASE_URL) => {
      expect(directUrl({ DATABASE_URL })).toBe(DATABASE_URL);
    },
  );

  it.each([
    "postgres://ep-a-pooler.eu.aws.neon.tech/shop",
    "postgres://aws-0.pooler.supabase.com:6543/postgres",
    "postgres://10.0.0.7:6432/shop",
  ])("is never a pooler that shares sessions: %s", (DATABASE_URL) => {
    expect(() => directUrl({ DATABASE_URL })).toThrow(PooledError);
    expect(directUrl({ DATABASE_URL, DATABASE_DIRECT_URL: DIRECT })).toBe(DIRECT);
  });

  it("says which pooler, and no password", () => {
    const DATABASE_URL = "postgres://me:secret@10.0.0.7:6432/shop";
    expect(() => directUrl({ DATABASE_URL })).toThrow("10.0.0.7:6432");
    expect(() => directUrl({ DATABASE_URL })).not.toThrow("secret");
  });
});
