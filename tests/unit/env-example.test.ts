import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { paymentVariables } from "@/lib/config/payment-variables";

const NAME = /^#? ?([A-Z][A-Z0-9_]+)=/;
const SCRIPTS_ONLY = [
  "ALLOW_DATABASE",
  "ENV_FILE",
  "HOST",
  "LOCAL_DATA_DIR",
  "LOCAL_POSTGRES_PORT",
  "LOCAL_STRIPE_PORT",
  "LOG",
  "PORT",
];

/** Names that a text declares, one a line. */
function names(text: string, pattern: RegExp): string[] {
  return [...new Set(text.split("\n").flatMap((line) => pattern.exec(line)?.[1] ?? []))].sort();
}

describe(".env.local.example", () => {
  it("lists exactly the variables that the store reads", async () => {
    const example = names(await readFile(".env.local.example", "utf8"), NAME);
    const read = [
      ...names(await readFile("lib/config/env.ts", "utf8"), /^ {4}([A-Z][A-Z0-9_]+): /),
      ...Object.keys(paymentVariables),
    ];
    expect(read).toContain("DATABASE_URL");
    expect(example).toEqual([...read, ...SCRIPTS_ONLY].sort());
  });
});
