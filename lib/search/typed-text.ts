import { storableText } from "@/lib/base/storable-text";

/** Letters of a query that count. */
const LONGEST_QUERY = 100;

export function typedText(text: string): string {
  return storableText([...text.slice(0, 2 * LONGEST_QUERY)].slice(0, LONGEST_QUERY).join("").trim());
}
