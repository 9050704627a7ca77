import { describe, expect, it } from "vitest";
import { localeIn, localeOrDefault, pageCurrency } from "@/i18n/params";

const currencyIn = (locale: string) => pageCurrency(Promise.resolve({ locale }));

describe("the parameter of a page", () => {
  it("has its language, and a currency beside it", async () => {
    expect(localeIn("fr")).toBe("fr");
    expect(await currencyIn("fr")).toBeNull();
    expect(localeIn("fr~usd")).toBe("fr");
    expect(await currencyIn("fr~usd")).toBe("usd");
  });

  it.each(["xx", "", "%ff", "~usd", "frusd"])("is no language's: %j", (parameter) => {
    expect(localeIn(parameter)).toBeNull();
    expect(localeOrDefault(parameter)).toBe("en");
  });
});
