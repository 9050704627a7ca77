/** Why nothing was right: each ends a run with exit code 1. */
export type Stranded = { shopper: number; where: string; status: number | null };

type Answered = { shopper: number; where: string; status: number | null; ms: number };

/** What all shoppers saw of the store. */
export class Journal {
  private readonly times: number[] = [];
  private longestAnswer: Answered | null = null;
  private readonly errors = new Map<string, number>();
  readonly stranded: Stranded[] = [];
  /** Pages of errors without a link or a button. */
  readonly deadEnds: Stranded[] = [];
  readonly outcomes = new Map<string, number>();

  answered(answer: Answered): void {
    this.times.push(answer.ms);
    if (!this.longestAnswer || answer.ms > this.longestAnswer.ms) this.longestAnswer = answer;
    if (answer.status === null || answer.status >= 500) {
      const what = `${answer.status ?? "no answer"} ${answer.where}`;
      this.errors.set(what, (this.errors.get(what) ?? 0) + 1);
    }
  }

  ended(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  get requests(): number {
    return this.times.length;
  }

  get longest(): Answered | null {
    return this.longestAnswer;
  }

  /** Milliseconds that this share of the requests took at most. */
  percentile(share: number): number {
    const sorted = this.times.toSorted((left, right) => left - right);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }

  /** The most frequent first. */
  get failures(): [string, number][] {
    return [...this.errors].sort(([, left], [, right]) => right - left);
  }
}
