import { describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/browser/messages";
import { appearanceSheet, appearanceVariables } from "../../src/frames/appearance";
import { orderMethods, readLayout } from "../../src/frames/layout";
import { addressNames, PAYMENT_NAMES } from "../../src/frames/names";

describe("the appearance of elements", () => {
  it("is the theme's, overridden by the merchant's", () => {
    expect(appearanceVariables({}).colorBackground).toBe("#ffffff");
    const night = appearanceVariables({ theme: "night", variables: { colorPrimary: "#abcdef" } });
    expect(night).toMatchObject({ colorBackground: "#30313d", colorPrimary: "#abcdef" });
  });

  it("turns the merchant's rules into selectors inside the frame", () => {
    const rules = {
      ".Input": { borderWidth: "2px" },
      ".Input--invalid": { color: "red" },
      ".Tab:hover, .Tab--selected": { color: "blue" },
    };
    expect(appearanceSheet({ rules }).split("\n")).toEqual([
      "#app .control { border-width: 2px; }",
      "#app .field.is-invalid .control { color: red; }",
      '#app .tab:hover, #app .tab[aria-selected="true"] { color: blue; }',
    ]);
  });

  it("lets no rule reach outside the frame", () => {
    const rules = {
      "#app": { display: "none" },
      ".Input, body": { backgroundImage: "url(http://a)" },
      ".Label": { color: "red; } body { display: none" },
    };
    expect(appearanceSheet({ rules })).toBe("");
    expect(appearanceVariables({ variables: { fontFamily: "x; } a {" } }).fontFamily).toMatch(/^system-ui/);
  });
});

describe("the layout of the Payment Element", () => {
  it("is tabs unless an accordion is asked for", () => {
    expect(readLayout(undefined, 3).type).toBe("tabs");
    expect(readLayout("auto", 3).type).toBe("tabs");
    expect(readLayout("accordion", 3)).toMatchObject({ type: "accordion", collapsed: false, radios: true });
    const given = { type: "accordion", defaultCollapsed: true, radios: false, spacedAccordionItems: true };
    expect(readLayout(given, 3)).toEqual({ type: "accordion", collapsed: true, radios: false, spaced: true });
  });

  it("puts the methods of the merchant's order first and drops none", () => {
    expect(orderMethods(["card", "ideal", "sepa_debit"], ["ideal", "klarna"])).toEqual([
      "ideal",
      "card",
      "sepa_debit",
    ]);
  });
});

describe("the fields", () => {
  it("have the names that tests of real Stripe use", () => {
    expect(PAYMENT_NAMES.card.number).toMatchObject({ id: "payment-numberInput", name: "number" });
    expect(PAYMENT_NAMES.billing("PostalCode")).toMatchObject({ id: "payment-postalCodeInput" });
    expect(addressNames("billingAddress")("Name")).toMatchObject({
      id: "billingAddress-nameInput",
      name: "name",
    });
  });
});

describe("messages between elements and stripe.js", () => {
  it("are accepted only when they are known messages", () => {
    const report = { type: "element_report", report: { type: "ready" } } as const;
    expect(unpack("1", pack("1", report))).toEqual(report);
    const unknown = { localStripe: "1", message: { type: "element_report", report: { type: "other" } } };
    expect(unpack("1", unknown)).toBeNull();
  });
});
