import { describe, expect, it } from "vitest";
import { isForTheShopper } from "@/components/renewal/ask-store";
import { API_ERRORS, type ApiErrorCode, apiError } from "@/lib/http/api-error";

/** A page of this build asks nothing that is answered so. */
const ONLY_TO_OTHERS: ApiErrorCode[] = [
  "invalid_json",
  "invalid_request",
  "quote_invalid",
  "not_found",
  "body_too_large",
  "unsupported_media_type",
];

describe("A refusal of the store's", () => {
  it.each(Object.keys(API_ERRORS) as ApiErrorCode[])(
    "with the code %s is for the shopper or for no page of this build",
    async (code) => {
      const body: unknown = await apiError(code, "en").json();
      expect(isForTheShopper(body)).toBe(!ONLY_TO_OTHERS.includes(code));
    },
  );

  it("is one in the store's own words only", () => {
    expect(["no", null, {}, { error: "no" }, { error: {} }].map(isForTheShopper)).not.toContain(true);
  });
});
