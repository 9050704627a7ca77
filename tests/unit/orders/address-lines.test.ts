import { describe, expect, it } from "vitest";
import { addressLines } from "@/lib/orders/views/address-lines";
import { addressIn } from "@/tests/support/addresses";

describe("an address on the parcel", () => {
  it.each([
    ["US", "Cupertino, CA 95014", "United States"],
    ["GB", "London, SW1A 1AA", "United Kingdom"],
    ["FR", "75002 Paris", "France"],
    ["IT", "00184 Roma RM", "Italy"],
    ["HK", "Central Hong Kong Island", "Hong Kong SAR China"],
    ["SG", "238801", "Singapore"],
    ["IE", "Dublin, Co. Dublin D02 X285", "Ireland"],
  ])("in %s has the parts that it has there", (country, town, name) => {
    expect(addressLines({ ...addressIn(country), line2: null }, "en")).toEqual([
      "1 rue de la Paix",
      town,
      name,
    ]);
  });
});
