import { describe, expect, it } from "vitest";
import { ownTextProblem, textAtKey, textsBelow, withOwnTexts } from "@/i18n/own-texts";

const FILE = {
  footer: "You ordered at {shop}.",
  sent: {
    subject: "Order {number}",
    body: "{goods, select, pickup {Come to {shop}.} other {It is on its way.}}",
  },
  days: "{days, plural, one {1 day} other {# days}}",
};

describe("A text of the shop's own", () => {
  it.each([
    ["Bought at {shop}", FILE.footer],
    ["Nr. {number}: {number}", FILE.sent.subject],
    // Which cases it tells apart is its own affair; what is shown in one of them has to stay.
    ["We are at {shop}.", FILE.sent.body],
    ["{goods, select, pickup {At {shop}} other {Sent}}", FILE.sent.body],
    ["{days, plural, =0 {now} one {a day} other {# days}}", FILE.days],
  ])("may be %s", (own, file) => {
    expect(ownTextProblem(own, file, "en")).toBeNull();
  });

  it.each([
    ["  ", FILE.footer, { why: "empty" }],
    ["Bought at {shop", FILE.footer, { why: "syntax" }],
    ["Bought <b>at</b {shop}", FILE.footer, { why: "syntax" }],
    ["Bought at {store}", FILE.footer, { why: "unknown", name: "store" }],
    ["Bought", FILE.footer, { why: "missing", name: "shop" }],
    ["{number, plural, one {a} other {b}}", FILE.sent.subject, { why: "unknown", name: "number" }],
    ["{goods, select, ship {{shop}} other {x}}", FILE.sent.body, { why: "cases", name: "goods" }],
    ["{goods} {shop}", FILE.sent.body, { why: "unknown", name: "goods" }],
    ["{days, plural, other {# days}}", FILE.days, { why: "cases", name: "days" }],
    ["{days, plural, one {1} two {2} other {#}}", FILE.days, { why: "cases", name: "days" }],
  ])("may not be %j", (own, file, problem) => {
    expect(ownTextProblem(own, file, "en")).toEqual(problem);
  });

  it("stands in the place of the file's with the same key, unless the file has changed too much since", () => {
    const own = { "sent.subject": "No. {number}", footer: "{gone}", nothing: "x" };
    expect(withOwnTexts(FILE, own, "en")).toEqual({
      ...FILE,
      sent: { ...FILE.sent, subject: "No. {number}" },
    });
  });

  it("is found by its key", () => {
    expect(textAtKey(FILE, "sent.subject")).toBe("Order {number}");
    expect(textAtKey(FILE, "sent")).toBeNull();
    expect(textsBelow(FILE, "sent").map(([key]) => key)).toEqual(["sent.subject", "sent.body"]);
    expect(textsBelow(FILE, "").map(([key]) => key)).toEqual(["footer", "sent.subject", "sent.body", "days"]);
    expect(textsBelow(FILE, "nothing")).toEqual([]);
  });
});
