import { describe, expect, it } from "vitest";
import { parseAddress } from "@/lib/customers/address-input";

const typed = {
  name: " Ada Lovelace ",
  line1: "12 Rue des Martyrs",
  line2: "",
  postalCode: "75009",
  city: "Paris",
  state: "",
  country: "FR",
  phone: "+33 1 23 45 67 89",
  isDefault: "on",
};

describe("an address from a form", () => {
  it("is tidied: no spaces around, nothing for an empty field", () => {
    expect(parseAddress(typed)).toEqual({
      ok: true,
      data: { ...typed, name: "Ada Lovelace", line2: null, state: null, isDefault: true },
    });
    expect(parseAddress({ ...typed, isDefault: undefined })).toMatchObject({ data: { isDefault: false } });
  });

  it("names the problem of each field", () => {
    const given = {
      ...typed,
      name: " ",
      city: undefined,
      country: "KP",
      phone: "call me",
      line2: "x".repeat(201),
    };
    expect(parseAddress(given)).toEqual({
      ok: false,
      problems: { name: "required", city: "required", country: "country", phone: "phone", line2: "too_long" },
    });
  });
});
