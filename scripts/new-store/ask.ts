import { createInterface } from "node:readline/promises";
import type { Read } from "./answers";

export type Ask = <Value>(
  question: string,
  standard: string,
  read: (text: string) => Read<Value>,
) => Promise<Value>;

/**
 * Asks at the terminal, again after each wrong answer. An empty answer takes `standard`, where there is one.
 * @throws Error after Ctrl-C, or where the input ends
 */
export async function atTerminal<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const lines = terminal[Symbol.asyncIterator]();
  terminal.on("SIGINT", () => terminal.close());
  const ask: Ask = async (question, standard, read) => {
    for (;;) {
      process.stdout.write(`${question}${standard && ` [${standard}]`}: `);
      const { done, value } = await lines.next();
      if (done) throw new Error("Left, and nothing was written.");
      const answer = read(value.trim() || standard);
      if (answer.ok) return answer.value;
      console.log(`  ${answer.why}`);
    }
  };
  try {
    return await work(ask);
  } finally {
    terminal.close();
  }
}
