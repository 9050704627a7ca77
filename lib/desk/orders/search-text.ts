/** What was typed into the one box for orders. */
type OrderSearch =
  | { kind: "stripe"; id: string }
  /** Each word must be found. `card`: the last four digits that it may be. */
  | { kind: "words"; words: string[]; card: string | null };

const STRIPE_ID = /^(?:cs|pi|ch|py|re|pyr|dp|du|cus)_\w{4,120}$/;
/** An order's number without its dash, or with letters that numbers don't have. */
const ORDER_NUMBER = /^([0-9a-z]{4})[-\s]?([0-9a-z]{4})$/i;
const MOST_WORDS = 8;

export function readOrderSearch(typed: string): OrderSearch {
  const text = typed.trim().replace(/^#/, "");
  if (STRIPE_ID.test(text)) return { kind: "stripe", id: text };
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return { kind: "words", words, card: /^\d{4}$/.test(text) ? text : null };
}

/** The number that a person may mean by it: "k7q4m2xd" is K7Q4-M2XD, and "O" is read as zero. Null when it can't be one. */
export function meantOrderNumber(typed: string): string | null {
  const [, first, last] = ORDER_NUMBER.exec(typed.trim().replace(/^#/, "")) ?? [];
  if (!first || !last) return null;
  return `${first}-${last}`.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
}

/** A pattern of `LIKE` for a word. A short one must begin a word, as an index knows nothing else of one or two letters. */
export function likePattern(word: string): string {
  const escaped = word.replace(/[\\%_]/g, "\\$&");
  return word.length < 3 ? `% ${escaped}%` : `%${escaped}%`;
}
