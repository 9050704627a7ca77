type Addresses = { DATABASE_URL: string; DATABASE_DIRECT_URL?: string | undefined };

export class PooledError extends Error {
  override name = "PooledError";
}

/**
 * The address of the database without a pooler, because a migration's lock belongs to a session.
 * @throws PooledError when only the pooler's address is known
 */
export function directUrl({ DATABASE_URL, DATABASE_DIRECT_URL }: Addresses): string {
  if (DATABASE_DIRECT_URL) return DATABASE_DIRECT_URL;
  if (isPooled(DATABASE_URL)) {
    throw new PooledError(
      `DATABASE_URL points to a pooler (${new URL(DATABASE_URL).host}), through which two changes of the schema could run at once.\n` +
        "Set DATABASE_DIRECT_URL to the database's direct address, or to the same address if that pooler gives each client a session of its own.",
    );
  }
  return DATABASE_URL;
}

/** Neon's pooled hosts have this name; 6543 is Supabase's port, 6432 PgBouncer's. */
function isPooled(url: string): boolean {
  const { hostname, port } = new URL(url);
  return /^[^.]*-pooler\./.test(hostname) || port === "6543" || port === "6432";
}
