import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PERSONAL } from "./plan";

const MOST_KEPT = 20;

/** What the stores print, written to a file and searched for people at once, as a long run prints more than fits into memory. */
export class StoresLog {
  lines = 0;
  /** Lines that name a person, the first twenty. */
  readonly personal: string[] = [];
  private readonly file;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = createWriteStream(path);
  }

  add(from: string, line: string): void {
    this.lines += 1;
    if (this.personal.length < MOST_KEPT && PERSONAL.test(line)) this.personal.push(`${from}: ${line}`);
    this.file.write(`${new Date().toISOString()} ${from}: ${line}\n`);
  }

  end(): void {
    this.file.end();
  }
}
