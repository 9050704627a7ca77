const WIDTH = 30;
const REDRAW_MS = 100;
const LONGEST_NAME = 14;

/** A bar on a terminal, or a count where nobody knows how much there is; nothing elsewhere. */
export function progressBar() {
  let drawnAt = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    /** @param all how much there is, in the unit of `done`; null when nobody knows */
    show(round: string, done: number, all: number | null): void {
      if (!isTerminal || Date.now() - drawnAt < REDRAW_MS) return;
      drawnAt = Date.now();
      process.stderr.write(`\r${round.padEnd(LONGEST_NAME)} ${all === null ? done : barOf(done, all)}`);
    },
    end(): void {
      if (isTerminal && drawnAt > 0) process.stderr.write(`\r${" ".repeat(WIDTH + LONGEST_NAME + 12)}\r`);
    },
  };
}

function barOf(done: number, all: number): string {
  const part = all === 0 ? 1 : Math.min(1, done / all);
  return `[${"#".repeat(Math.round(part * WIDTH)).padEnd(WIDTH, ".")}] ${Math.floor(part * 100)} %`;
}
