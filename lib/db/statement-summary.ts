/** `called`: the function of PostgreSQL that a statement without a table is about, as that of a lock. */
type Summary = { operation: string; table: string | null; called?: string };

const WRITES = /\b(insert)\s+into\s+"(\w+)"|\b(update)\s+"(\w+)"\s+set\b|\b(delete)\s+from\s+"(\w+)"/i;

/** What kind of statement it is and the table it is about, for the name of a span. Reads the words of the code alone, never a value. */
export function statementSummary(text: string): Summary {
  const [, first = ""] = /^[\s(]*([a-z]+)/i.exec(text) ?? [];
  const operation = first.toUpperCase() || "SQL";
  switch (operation) {
    case "SELECT":
      return selected(text);
    case "INSERT":
    case "UPDATE":
    case "DELETE":
      return { operation, table: written(text)?.table ?? null };
    // A statement with parts of its own is about what it writes, if it writes.
    case "WITH":
      return written(text) ?? selected(text);
    default:
      return { operation, table: null };
  }
}

function selected(text: string): Summary {
  const table = firstTable(text);
  const [, called] = table ? [] : (/\b(pg_\w+)\(/.exec(text) ?? []);
  return { operation: "SELECT", table, ...(called && { called }) };
}

function written(text: string): Summary | null {
  const found = WRITES.exec(text);
  if (!found) return null;
  const [, insert, into, update, updated, remove, from] = found;
  const operation = (insert ?? update ?? remove ?? "").toUpperCase();
  return { operation, table: into ?? updated ?? from ?? null };
}

/** Drizzle writes tables in quotes; names without them are parts of the statement, or functions. */
const firstTable = (text: string): string | null => /\b(?:from|join)\s+"(\w+)"/i.exec(text)?.[1] ?? null;
