import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const SAVE_DELAY_MS = 150;

/** One JSON file, replaced as a whole, so that a crash never leaves half of it. */
export class StateFile {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private readonly content: () => string,
  ) {}

  planSave(): void {
    this.timer ??= setTimeout(() => this.flush(), SAVE_DELAY_MS).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    mkdirSync(dirname(this.path), { recursive: true });
    const next = `${this.path}.${process.pid}.tmp`;
    writeFileSync(next, this.content());
    renameSync(next, this.path);
  }
}

/** Reads the saved state; null when there is none. Throws when it can't be read. */
export function readState(path: string): Record<string, unknown> | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const parsed: unknown = parse(text, path);
  if (typeof parsed !== "object" || parsed === null)
    throw new Error(`${path} holds no local Stripe state; delete it`);
  return { ...parsed };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not readable as JSON; delete it to start with an empty local Stripe`);
  }
}
