import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";

it("every event the store acts on is in the deployment's list", async () => {
  const guide = await readFile("docs/deploy-vercel.md", "utf8");
  expect(HANDLED_EVENTS.filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
});
