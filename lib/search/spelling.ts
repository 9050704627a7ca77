/** A word of the shop that may have been meant. */
export type Candidate = { word: string; shown: string; inName: boolean };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SHORTEST = 3;
const LONGEST = 20;

/** Every spelling that is one mistake away: a letter too many, too few, another, or two that changed places. Empty for very short and very long words. */
export function nearSpellings(word: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const near = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const [next = "", second = ""] = tail;
    if (next) near.add(head + tail.slice(1));
    if (second) near.add(head + second + next + tail.slice(2));
    for (const letter of LETTERS) {
      near.add(head + letter + tail);
      if (next) near.add(head + letter + tail.slice(1));
    }
  }
  near.delete(word);
  return [...near];
}

/** How many mistakes are between two words; two letters that changed places are one. */
export function mistakesBetween(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed, swapped));
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** One mistake in a short word, two in a long one, three in a very long one: more is another word. */
const allowed = (word: string) => (word.length < 5 ? 1 : word.length < 9 ? 2 : 3);

/** The nearest candidate: fewest mistakes, then a word of names, then with the same first letter. Null when none is near enough. */
export function nearestWord(word: string, candidates: readonly Candidate[]): Candidate | null {
  const cost = ({ word: other, inName }: Candidate) =>
    mistakesBetween(word, other) * 4 + (inName ? 0 : 2) + (word[0] === other[0] ? 0 : 1);
  const near = candidates.filter((candidate) => mistakesBetween(word, candidate.word) <= allowed(word));
  const [best] = near.sort((a, b) => cost(a) - cost(b) || (a.word < b.word ? -1 : 1));
  return best ?? null;
}

/** What German puts between the parts of a compound. */
const JOINTS = ["", "s", "n", "es", "en", "e"];
const SHORTEST_PART = 3;

/** All ways to part a word in two; the joint between them is left out. */
export function wordParts(word: string): [string, string][] {
  const parts: [string, string][] = [];
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const head = word.slice(0, at);
    for (const joint of JOINTS) {
      if (!head.endsWith(joint) || head.length - joint.length < SHORTEST_PART) continue;
      parts.push([head.slice(0, head.length - joint.length), word.slice(at)]);
    }
  }
  return parts;
}
