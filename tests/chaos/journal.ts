/** Why nothing was right: each ends a run with exit code 1. */
export type Stranded = { shopper: number; where: string; status: number | null };

type Answered = { where: string; status: number | null; ms: number };

/** Milliseconds. */
export class Times {
  private readonly all: number[] = [];
  longest = { ms: 0, where: "none" };

  add(ms: number, where: string): void {
    this.all.push(ms);
    if (ms > this.longest.ms) this.longest = { ms, where };
  }

  get count(): number {
    return this.all.length;
  }

  /** That this share of them took at most. */
  percentile(share: number): number {
    const sorted = this.all.toSorted((left, right) => left - right);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }
}

/** What all shoppers saw of the store. */
export class Journal {
  readonly answers = new Times();
  /** From the cart to the end, with everything that went wrong on the way. */
  readonly checkouts = new Times();
  private readonly errors = new Map<string, number>();
  readonly stranded: Stranded[] = [];
  /** Pages of errors without a link or a button. */
  readonly deadEnds: Stranded[] = [];
  /** Errors in a browser's console that no lost connection explains. */
  readonly browserErrors: Stranded[] = [];
  readonly outcomes = new Map<string, number>();

  answered({ where, status, ms }: Answered): void {
    this.answers.add(ms, where);
    if (status === null || status >= 500) {
      const what = `${status ?? "no answer"} ${where}`;
      this.errors.set(what, (this.errors.get(what) ?? 0) + 1);
    }
  }

  ended(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** The most frequent first. */
  get failures(): [string, number][] {
    return [...this.errors].sort(([, left], [, right]) => right - left);
  }
}
