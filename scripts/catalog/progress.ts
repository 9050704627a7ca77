const WIDTH = 30;
const REDRAW_MS = 100;

const ROUNDS = { check: "checking", write: "writing" } as const;

/** A bar on a terminal; nothing elsewhere. */
export function progressBar(size: number) {
  let drawnAt = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    show(round: keyof typeof ROUNDS, bytes: number): void {
      if (!isTerminal || Date.now() - drawnAt < REDRAW_MS) return;
      drawnAt = Date.now();
      const part = size === 0 ? 1 : Math.min(1, bytes / size);
      const bar = "#".repeat(Math.round(part * WIDTH)).padEnd(WIDTH, ".");
      process.stderr.write(`\r${ROUNDS[round].padEnd(9)} [${bar}] ${Math.floor(part * 100)} %`);
    },
    end(): void {
      if (isTerminal && drawnAt > 0) process.stderr.write(`\r${" ".repeat(WIDTH + 20)}\r`);
    },
  };
}
