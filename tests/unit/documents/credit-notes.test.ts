import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditContents } from "@/lib/documents/contents";
import type { DocumentContents } from "@/lib/model/order-document";
import { anInvoice } from "@/tests/support/invoices";

const credit = (invoice = anInvoice(), amount = 0, earlier: DocumentContents[] = []) =>
  creditContents(invoice, new Map(), {
    ...{ number: "2026-000001", issuedOn: "2026-12-01", amount, share: null, earlier },
  });

const asNote = (contents: ReturnType<typeof credit>): DocumentContents => ({
  kind: "credit_note",
  ...contents,
});
const asReversal = (contents: ReturnType<typeof credit>): DocumentContents => ({
  kind: "credit_reversal",
  ...contents,
  reverses: "C-1",
});

describe("a credit note", () => {
  it("names its invoice, and has its part of the tax", () => {
    expect(credit(anInvoice(), 1245)).toMatchObject({
      invoice: { number: "2026-000001", issuedOn: "2026-11-28" },
      isWhole: false,
      total: 1245,
      tax: { included: 208, parts: [{ amount: 208, taxable: 1040 }] },
    });
    expect(credit(anInvoice(), 2490).isWhole).toBe(true);
  });

  it("and all others of a whole invoice have its tax to the cent, whatever was taken back between", () => {
    const rates = fc.array(
      fc.record({ amount: fc.integer({ min: 0, max: 999 }), inside: fc.boolean(), percent: fc.constant(20) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        rates,
        fc.array(fc.record({ amount: fc.integer({ min: 1, max: 900 }), fails: fc.boolean() }), {
          maxLength: 8,
        }),
        (rows, refunds) => {
          const parts = rows.map((row) => ({ ...row, name: "VAT", taxable: row.amount * 5 }));
          const sum = (inside: boolean) =>
            parts.reduce((all, part) => all + (part.inside === inside ? part.amount : 0), 0);
          const tax = { added: sum(false), included: sum(true), untold: false, parts };
          const invoice = anInvoice({ total: 9000 + tax.added, tax });
          const notes: DocumentContents[] = [];
          let left = invoice.total;
          const give = (amount: number, fails: boolean) => {
            const note = credit(invoice, amount, notes);
            notes.push(asNote(note));
            if (fails) notes.push(asReversal(note));
            else left -= amount;
          };
          for (const { amount, fails } of refunds) give(Math.min(amount, left), fails);
          give(left, false);
          const net = (read: (one: DocumentContents) => number) =>
            notes.reduce((all, one) => all + (one.kind === "credit_note" ? read(one) : -read(one)), 0);
          expect(net((one) => one.total)).toBe(invoice.total);
          expect([net((one) => one.tax.added), net((one) => one.tax.included)]).toEqual([
            tax.added,
            tax.included,
          ]);
          for (const [index, part] of parts.entries()) {
            expect(net((one) => one.tax.parts[index]?.amount ?? 0)).toBe(part.amount);
          }
        },
      ),
    );
  });
});
