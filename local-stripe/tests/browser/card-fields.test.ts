import { describe, expect, it } from "vitest";
import { checkExpiry, formatExpiry, parseExpiry } from "../../src/forms/card-expiry";
import { brandOf, checkCardNumber, cvcLength, formatCardNumber } from "../../src/forms/card-number";
import { checkIban, compactIban, formatIban } from "../../src/forms/iban";

describe("the card number", () => {
  it.each([
    ["4242424242424242", "visa", "4242 4242 4242 4242"],
    ["2223003122003222", "mastercard", "2223 0031 2200 3222"],
    ["5555555555554444", "mastercard", "5555 5555 5555 4444"],
    ["378282246310005", "amex", "3782 822463 10005"],
    ["6011111111111117", "discover", "6011 1111 1111 1117"],
    ["36227206271667", "diners", "3622 720627 1667"],
    ["3056930009020004", "diners", "3056 9300 0902 0004"],
    ["3566002020360505", "jcb", "3566 0020 2036 0505"],
    ["6205500000000000004", "unionpay", "6205 5000 0000 0000 004"],
  ])("recognises and groups %s", (number, brand, shown) => {
    expect(brandOf(number)).toBe(brand);
    expect(formatCardNumber(number)).toBe(shown);
    expect(checkCardNumber(shown)).toBeNull();
  });

  it("distinguishes an unfinished number from a wrong one", () => {
    expect(checkCardNumber("")).toBe("number_incomplete");
    expect(checkCardNumber("4242 4242 4242 424")).toBe("number_incomplete");
    expect(checkCardNumber("4242 4242 4242 4241")).toBe("number_invalid");
  });

  it("accepts no more digits than the brand has", () => {
    expect(formatCardNumber("42424242424242429999")).toBe("4242 4242 4242 4242");
  });

  it("wants a code of four digits for American Express only", () => {
    expect(cvcLength("amex")).toBe(4);
    expect(cvcLength("visa")).toBe(3);
  });
});

describe("the expiration date", () => {
  it.each([
    ["1", "1"],
    ["5", "05 / "],
    ["12", "12 / "],
    ["1/", "01 / "],
    ["123", "12 / 3"],
    ["1234", "12 / 34"],
    ["12/34", "12 / 34"],
    ["12 / 34", "12 / 34"],
    ["1/34", "01 / 34"],
    ["12/2034", "12 / 34"],
  ])("shows %j as %j", (typed, shown) => {
    expect(formatExpiry(typed, false)).toBe(shown);
  });

  it("lets the shopper delete the separator", () => {
    expect(formatExpiry("12 /", true)).toBe("12");
  });

  it("reads month and year", () => {
    expect(parseExpiry("12 / 34")).toEqual({ month: 12, year: 2034 });
    expect(parseExpiry("12 / 3")).toBeNull();
  });

  it("is valid to the end of its month", () => {
    const now = new Date(2030, 5, 30);
    expect(checkExpiry("06 / 30", now)).toBeNull();
    expect(checkExpiry("05 / 30", now)).toBe("expiry_past");
    expect(checkExpiry("12 / 29", now)).toBe("expiry_year_past");
    expect(checkExpiry("13 / 31", now)).toBe("expiry_invalid");
    expect(checkExpiry("12 /", now)).toBe("expiry_incomplete");
  });
});

describe("the IBAN", () => {
  it("accepts the published test accounts", () => {
    for (const iban of ["AT611904300234573201", "AT861904300235473202", "DE89370400440532013000"]) {
      expect(checkIban(formatIban(iban))).toBeNull();
      expect(compactIban(formatIban(iban))).toBe(iban);
    }
  });

  it("refuses a wrong checksum, an unknown country and an unfinished number", () => {
    expect(checkIban("AT611904300234573202")).toBe("iban_invalid");
    expect(checkIban("ZZ611904300234573201")).toBe("iban_invalid");
    expect(checkIban("AT61 1904")).toBe("iban_incomplete");
  });
});
