import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteRevision, revisionMetadata } from "@/lib/quote/revision-metadata";
import { aQuote } from "@/tests/support/quotes";

describe("the revision that Stripe was told", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.nat(), (revision) => {
        expect(quoteRevision(revisionMetadata(aQuote({ revision })))).toBe(revision);
      }),
    );
  });

  it("has a name that objects made by earlier versions have too", () => {
    expect(revisionMetadata(aQuote({ revision: 3 }))).toEqual({ quote_revision: "3" });
  });

  it.each([[null], [{}], [{ quote_revision: "third" }], [{ quote_revision: "1.5" }]])(
    "is not known from %j",
    (metadata) => {
      expect(quoteRevision(metadata)).toBeNull();
    },
  );
});
