import { styleText } from "node:util";

const COLOURS = { database: "blue", stripe: "magenta", store: "green", setup: "cyan" } as const;

export type LogSource = keyof typeof COLOURS;

/** Prints a line, coloured by its source. */
export function log(source: LogSource, line: string): void {
  if (line.trim() === "") return;
  console.log(`${styleText(COLOURS[source], source.padEnd(8))} ${line}`);
}
