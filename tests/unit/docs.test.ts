import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import packageJson from "@/package.json";

async function markdown(): Promise<string[]> {
  const files = await readdir("docs", { recursive: true });
  return ["README.md", ...files.filter((file) => file.endsWith(".md")).map((file) => join("docs", file))];
}

describe.each(await markdown())("%s", (file) => {
  it("names only commands that exist", async () => {
    const text = await readFile(file, "utf8");
    const named = Array.from(text.matchAll(/npm run (?:-\w+ )?([\w:-]+)/g), ([, name]) => name ?? "");
    expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  it("links only to files that exist", async () => {
    const text = await readFile(file, "utf8");
    const links = Array.from(text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), ([, link]) => link ?? "");
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });
});

it("each decision has a number of its own, in its name and its heading", async () => {
  const files = (await readdir("docs/decisions")).sort();
  const headings = await Promise.all(
    files.map(async (file) => (await readFile(join("docs/decisions", file), "utf8")).match(/^# (\d+)/)?.[1]),
  );
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  expect(headings.map(Number)).toEqual(files.map((_, index) => index + 1));
});

describe("docs/deploy-vercel.md", () => {
  it("tells the merchant to select exactly the events that the store acts on", async () => {
    const text = await readFile("docs/deploy-vercel.md", "utf8");
    const named = Array.from(text.matchAll(/`([a-z_]+\.[a-z_.]+)`/g), ([, name]) => name ?? "");
    const events = named.filter((name) =>
      /^(checkout|payment_intent|charge|refund|product|price|customer)\./.test(name),
    );
    expect(events.sort()).toEqual([...HANDLED_EVENTS].sort());
  });
});
