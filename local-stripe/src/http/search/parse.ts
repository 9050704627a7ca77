import { invalid } from "../errors";

/** One condition of a query, such as `-email~"amy"`. */
export interface Clause {
  negated: boolean;
  field: string;
  /** The key of a metadata field. */
  key: string | null;
  operator: Operator;
  /** Null asks for what has no value. */
  value: string | null;
  quoted: boolean;
}

type Operator = ":" | "~" | ">" | "<" | ">=" | "<=" | "=";

interface Query {
  clauses: Clause[];
  /** True when one of the conditions is enough. */
  any: boolean;
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const CLAUSE = new RegExp(
  String.raw`\s*(?:\b(AND|OR)\s+)?(-)?([A-Za-z_][\w.]*)(?:\[(${QUOTED})\])?\s*(:|~|>=|<=|>|<|=)\s*(${QUOTED}|[^\s"']+)(?=\s|$)`,
  "iy",
);

/** Reads Stripe's search query language. @throws ApiError 400 */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  const pattern = new RegExp(CLAUSE);
  while (text.slice(pattern.lastIndex).trim() !== "") {
    const found = pattern.exec(text);
    if (!found) throw unreadable();
    const [, joint, minus, field = "", key, operator = "", value = ""] = found;
    if (joint && clauses.length === 0) throw unreadable();
    if (clauses.length > 0) joints.add((joint ?? "AND").toUpperCase());
    clauses.push(clauseOf({ minus, field, key, operator, value }));
  }
  if (clauses.length === 0) throw unreadable();
  if (joints.size > 1) {
    throw invalid("A search query joins its clauses by AND or by OR; the two can't be mixed.", "query");
  }
  return { clauses, any: joints.has("OR") };
}

function clauseOf(read: {
  minus: string | undefined;
  field: string;
  key: string | undefined;
  operator: string;
  value: string;
}): Clause {
  const quoted = /^["']/.test(read.value);
  const isNull = !quoted && read.value.toLowerCase() === "null";
  if (!quoted && !isNull && !/^-?\d+(\.\d+)?$/.test(read.value)) throw unreadable();
  return {
    negated: read.minus !== undefined,
    field: read.field,
    key: read.key === undefined ? null : unquoted(read.key),
    operator: read.operator as Operator,
    value: isNull ? null : quoted ? unquoted(read.value) : read.value,
    quoted,
  };
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}

function unreadable() {
  return invalid(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
  );
}
