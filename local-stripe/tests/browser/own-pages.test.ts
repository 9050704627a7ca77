import { describe, expect, it } from "vitest";
import { isOwnPage } from "../../src/merchant-page/intents/leave";

describe("the pages that a payment leads to", () => {
  const bank = "http://localhost:12111/redirect/authorize/src_1";

  it("are at the address that the script came from", () => {
    expect(isOwnPage(bank, "http://localhost:12111")).toBe(true);
    expect(isOwnPage(bank, "http://localhost:4000")).toBe(false);
    expect(isOwnPage("https://example.com/redirect/authorize/src_1", "http://localhost:12111")).toBe(false);
  });

  it("may be elsewhere when js.stripe.com is sent here, but are a bank's page then", () => {
    expect(isOwnPage(bank, "https://js.stripe.com")).toBe(true);
    expect(isOwnPage("http://localhost:12111/anything", "https://js.stripe.com")).toBe(false);
  });
});
