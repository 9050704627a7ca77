import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ATTENTION_REASONS } from "@/lib/model/order";
import { ADVICE, fullCommand, INQUIRY_ADVICE, OWED_ADVICE } from "@/lib/orders/merchant/advice";
import packageJson from "@/package.json";

const commands = Object.values(ADVICE).flat().concat(INQUIRY_ADVICE, OWED_ADVICE);

describe("the advice for an order that needs a person", () => {
  it("names for every reason at least one thing to do, and only commands that exist", () => {
    for (const reason of ATTENTION_REASONS) expect(ADVICE[reason].length, reason).toBeGreaterThan(0);
    const names = commands.map(({ command }) => command.split(" ")[0] ?? "");
    expect(names.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  it("is typed with the order's number before its options", () => {
    expect(fullCommand("orders:refund --second", "K7Q4-M2XD")).toBe(
      "npm run orders:refund -- K7Q4-M2XD --second",
    );
  });

  it("is in docs/troubleshooting.md as well", async () => {
    const page = await readFile("docs/troubleshooting.md", "utf8");
    const [, section = ""] = page.split("**An order says `needs_attention`**");
    const [text = ""] = section.split("\n\n**");
    for (const reason of ATTENTION_REASONS) {
      const row = text.split("\n").filter((line) => line.startsWith("|") && line.includes(`\`${reason}\``));
      expect(row, reason).toHaveLength(1);
      for (const { command } of ADVICE[reason]) expect(row[0], reason).toContain(command);
    }
  });
});
