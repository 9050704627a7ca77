import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { invoicePrint } from "@/lib/documents/pdf/invoice.server";
import { printPdf } from "@/lib/documents/pdf/paper.server";
import { slipPrint } from "@/lib/documents/pdf/slip.server";
import type { Slip } from "@/lib/documents/slip-contents";
import { anInvoice, type Invoice } from "@/tests/support/invoices";
import { readPdf } from "@/tests/support/pdf-text";

const ABOUT = { title: "2026-000001", author: "Shop", language: "en" };

async function printed(changes: Partial<Invoice> = {}): Promise<string[]> {
  const pdf = await printPdf([invoicePrint("2026-000001", anInvoice(changes), null)], ABOUT);
  return readPdf(pdf).map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, " "));
}

const LINE = { sku: "MUG-1", name: "Mug", quantity: 1, unitAmount: 2000, total: 2000 };

describe("an invoice", () => {
  it("says who sells, who buys, what, and the tax by rate", async () => {
    const [page = "", ...more] = await printed({ note: "Reverse charge." });
    expect(more).toEqual([]);
    for (const said of [
      ...["Invoice", "2026-000001", "November 28, 2026", "K7Q4-M2XD", "November 26, 2026"],
      ...[
        "Ada Ley",
        "2 Hill",
        "United Kingdom",
        "MUG-1",
        "Mug — Blue",
        "€20.00",
        "Standard",
        "€4.90",
        "€24.90",
      ],
      ...["VAT 20%, in the prices", "€20.75", "€4.15", "Reverse charge.", "VAT number FR00000000000"],
      ...["2026-000001 · Page 1 of 1", "Shop SARL · 1 rue A · 69001 Lyon · France · orders@shop.example"],
    ]) {
      expect(page.split("\n").join(" ")).toContain(said);
    }
  });

  it.each([
    ["fr", "eur", 123456, "1 234,56 €"],
    ["de", "eur", 123456, "1.234,56 €"],
    ["en", "jpy", 123456, "¥123,456"],
    ["en", "kwd", 123456, "KWD 123.456"],
  ] as const)("in %s writes %s as its readers do", async (locale, code, total, shown) => {
    const [page] = await printed({ locale, currency: currency(code), total });
    expect(page).toContain(shown);
  });

  it("of 200 lines has several pages, each with the head of the table and its number, and no line is lost", async () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({ ...LINE, sku: `SKU-${index}` }));
    const pages = await printed({ lines });
    expect(pages.length).toBeGreaterThan(4);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      if (page.includes("SKU-")) expect(page).toContain("Qty");
    }
    const skus = pages.join("\n").match(/SKU-\d+/g);
    expect(skus).toEqual(lines.map(({ sku }) => sku));
  });

  it("has the letters of Greek, Cyrillic, Polish and Turkish names", async () => {
    const names = [
      "Ελένη Παπαδοπούλου",
      "Олексій Їжакевич",
      "Łucja Żółć-Święcka",
      "İğneada Şükrüoğlu",
      "Nguyễn Thị Hạnh",
    ];
    const [page = ""] = await printed({ lines: names.map((name) => ({ ...LINE, name })) });
    for (const name of names) expect(page).toContain(name);
  });

  it("is whole beside letters that its font lacks, line breaks, and a word as long as a page", async () => {
    const name = `日本語 العربية 👩🏽‍🚀\u0000\r\n${"x".repeat(600)}`;
    const [page = ""] = await printed({
      lines: [{ ...LINE, name }],
      buyer: { name, address: null, email: null },
    });
    expect(page).toContain("€24.90");
    expect(page.match(/x/g)?.length).toBeGreaterThanOrEqual(1200);
  });

  it("that is printed again is the same", async () => {
    expect(await printed()).toEqual(await printed());
  });
});

const slip: Slip = {
  shopName: "Shop",
  locale: "de",
  currency: currency("eur"),
  number: "K7Q4-M2XD",
  orderedOn: "2026-11-26",
  recipient: "Ada Ley",
  address: { line1: "2 Hill", line2: null, city: "Bath", state: null, postalCode: "BA1", country: "GB" },
  pickup: null,
  delivery: "Standardversand",
  lines: [{ sku: "MUG-1", name: "Becher", quantity: 3 }],
  total: 2490,
};

describe("a packing slip", () => {
  it("says what lies in the parcel, for whom, and nothing of single prices", async () => {
    const [page] = readPdf(await printPdf([slipPrint(slip, null)], ABOUT));
    const text = page?.text.replaceAll("\u00a0", " ") ?? "";
    for (const said of [
      "Lieferschein",
      "Ada Ley",
      "Bath, BA1",
      "3 ×",
      "MUG-1",
      "Becher",
      "3 Stück",
      "24,90 €",
    ]) {
      expect(text).toContain(said);
    }
    expect(text.match(/€/g)).toHaveLength(1);
  });

  it("counts its pages by itself among others", async () => {
    const many = { ...slip, lines: Array.from({ length: 80 }, () => ({ sku: "A", name: "B", quantity: 1 })) };
    const pages = readPdf(
      await printPdf(
        [many, slip].map((one) => slipPrint(one, null)),
        ABOUT,
      ),
    );
    expect(pages.map(({ text }) => /Seite \d+ von \d+/.exec(text)?.[0])).toEqual([
      ...["Seite 1 von 3", "Seite 2 von 3", "Seite 3 von 3", "Seite 1 von 1"],
    ]);
  });
});
