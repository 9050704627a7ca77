import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextNumber } from "@/lib/documents/numbering";

const YEARLY = { invoicePrefix: "", creditPrefix: "C-", yearly: true };

describe("a document's number", () => {
  it("counts from 1 in each year, and has the prefix of its series", () => {
    const first = nextNumber({ year: 0, last: 0 }, 2026, "invoice", YEARLY);
    expect(first.number).toBe("2026-000001");
    expect(nextNumber(first.counter, 2026, "invoice", YEARLY).number).toBe("2026-000002");
    expect(nextNumber({ year: 2026, last: 41 }, 2027, "credit_note", YEARLY).number).toBe("C-2027-000001");
  });

  it("runs on over the years where the shop says so", () => {
    const on = { ...YEARLY, invoicePrefix: "INV-", yearly: false };
    expect(nextNumber({ year: 2026, last: 41 }, 2027, "invoice", on).number).toBe("INV-000042");
  });

  it("is never given twice and leaves none out, also when the clock goes back", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2025, max: 2028 }), { maxLength: 60 }), (years) => {
        let counter = { year: 0, last: 0 };
        const given = years.map((year) => {
          const next = nextNumber(counter, year, "invoice", YEARLY);
          counter = next.counter;
          return next.number;
        });
        expect(new Set(given).size).toBe(given.length);
        expect([...given].sort()).toEqual(given);
        for (const number of given) {
          const [year = "", digits = ""] = number.split("-");
          const before = `${year}-${String(Number(digits) - 1).padStart(6, "0")}`;
          expect(Number(digits) === 1 || given.includes(before)).toBe(true);
        }
      }),
    );
  });
});
