import { expect, it } from "vitest";
import { rewrites } from "@/i18n/rewrites";
import nextConfig from "@/next.config";

const NAMED = /:\w/;

it("a header with a colon has a source without a named part, for which Next.js would compile it anew at each request", async () => {
  const { headers } = await nextConfig("phase-production-server");
  const rules = (await headers?.()) ?? [];
  const withColon = rules.filter((rule) => rule.headers.some(({ value }) => value.includes(":")));
  expect(withColon).not.toEqual([]);
  for (const { source } of withColon) expect(source.replaceAll("(?:", "(")).not.toMatch(NAMED);
});

it("kept pages come before the others, since Next.js reads the rules anew up to the one that leads to a page", async () => {
  const { afterFiles } = await rewrites(["usd"])();
  const refined = afterFiles.findIndex(({ destination }) => destination.endsWith("/refined"));
  const kept = afterFiles.slice(0, refined);
  expect(kept.filter(({ source }) => source.includes(":path"))).toHaveLength(4);
  expect(
    afterFiles.slice(refined).some(({ missing = [] }) => missing.some(({ key }) => key === "sort")),
  ).toBe(false);
});
