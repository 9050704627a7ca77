import { expect, it } from "vitest";
import { LISTS, rewrites } from "@/i18n/rewrites";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { listingParams, parseListingQuery } from "@/lib/catalog/listing";

it("sends a list with any parameter of a listing to where it is rendered, in every language", async () => {
  const { afterFiles } = await rewrites([])();
  const all = "sort=name&option=colour:moss&in=bowls&min=1&max=2&in-stock=1";
  const asked = ["after", "before"].flatMap((toward) => [
    ...listingParams(parseListingQuery(new URLSearchParams(`${all}&${toward}=a~b`))).keys(),
  ]);
  for (const lists of LISTS) {
    for (const locale of routing.locales) {
      const keys = afterFiles.flatMap((rule) =>
        rule.source === localPath(locale, `/${lists}/:slug`) && "has" in rule
          ? (rule.has?.map(({ key }) => key) ?? [])
          : [],
      );
      expect(new Set(keys)).toEqual(new Set(asked));
    }
  }
});
