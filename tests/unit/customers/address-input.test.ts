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
      country: "Atlantis",
      phone: "call me",
      line2: "x".repeat(201),
    };
    expect(parseAddress(given)).toEqual({
      ok: false,
      problems: { name: "required", city: "required", country: "country", phone: "phone", line2: "too_long" },
    });
  });

  it("names what its country lacks together with all else", () => {
    expect(parseAddress({ ...typed, name: "", country: "US", postalCode: "7500", state: "" })).toEqual({
      ok: false,
      problems: { name: "required", postalCode: "postal_code", state: "required" },
    });
  });

  it.each([
    ["HK", { postalCode: "", city: "", state: "Kowloon" }],
    ["HK", { postalCode: "", city: "Mong Kok", state: "" }],
    ["IE", { postalCode: "", city: "Dublin", state: "" }],
    ["SG", { postalCode: "238801", city: "", state: "" }],
  ])("is taken as it is written in %s: %j", (country, parts) => {
    expect(parseAddress({ ...typed, ...parts, country }).ok).toBe(true);
  });

  it("of the United States needs a state, which is kept by its code", () => {
    const american = { ...typed, country: "US", postalCode: "95014", city: "Cupertino" };
    expect(parseAddress(american)).toEqual({ ok: false, problems: { state: "required" } });
    expect(parseAddress({ ...american, state: "Bavaria" })).toEqual({
      ok: false,
      problems: { state: "state" },
    });
    expect(parseAddress({ ...american, state: "california" })).toMatchObject({ data: { state: "CA" } });
  });

  it("keeps no part that the country does not have, as it is of the one before", () => {
    const moved = { ...typed, country: "HK", state: "Kowloon" };
    expect(parseAddress(moved)).toMatchObject({ data: { postalCode: "", city: "Paris", state: "Kowloon" } });
    expect(parseAddress({ ...typed, state: "CA" })).toMatchObject({ data: { state: null } });
  });
});
