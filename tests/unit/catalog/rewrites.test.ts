import { expect, it } from "vitest";
import { rewrites } from "@/i18n/rewrites";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { listingParams, SORTS } from "@/lib/catalog/listing";

it("sends a category with any parameter of a listing to where it is rendered, in every language", async () => {
  const { afterFiles } = await rewrites();
  const asked = listingParams({ sort: SORTS[1], colour: ["moss"], inStock: true });
  for (const locale of routing.locales) {
    const keys = afterFiles.flatMap((rule) =>
      rule.source === localPath(locale, "/categories/:slug") && "has" in rule
        ? (rule.has?.map(({ key }) => key) ?? [])
        : [],
    );
    expect(new Set(keys)).toEqual(new Set(asked.keys()));
  }
});
