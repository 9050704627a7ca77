import { describe, expect, it } from "vitest";
import { changeLine, type ImportChange } from "@/lib/catalog/import/import-change";
import { importChangeInWords } from "@/lib/desk/imports/change-words.server";

const price: ImportChange = {
  ...{ kind: "field", slug: "mug", field: "unitAmount", sku: "MUG-S", from: 2400, to: 2500 },
};

describe("what an import changes", () => {
  it("is a line for the command", () => {
    expect(changeLine(price)).toBe("~ mug: unitAmount of MUG-S: 2400 -> 2500");
  });

  it.each<[ImportChange, string, string]>([
    [
      { kind: "product_added", slug: "mug", variants: 1 },
      "+ mug (1 variants)",
      "Neues Produkt mug, 1 Variante",
    ],
    [
      { kind: "variant_off_sale", slug: "mug", sku: "MUG-S" },
      "~ mug: MUG-S goes off sale",
      "mug: MUG-S geht aus dem Verkauf",
    ],
    [{ kind: "variant_added", slug: "mug", sku: "MUG-S" }, "~ mug: MUG-S is new", "mug: neue Variante MUG-S"],
    [{ kind: "list", list: "category", slug: "cups", isNew: true }, "+ category cups", "Neue Kategorie cups"],
    [
      { kind: "field", slug: "mug", field: "onHand", sku: "MUG-S", from: 7, to: 9 },
      "~ mug: onHand of MUG-S: 7 -> 9",
      "mug: Bestand von MUG-S: 7 → 9",
    ],
    [
      { kind: "field", slug: "mug", field: "vendor", sku: null, from: null, to: "Kiln" },
      '~ mug: vendor: null -> "Kiln"',
      "mug: Marke: nichts → Kiln",
    ],
  ])("is said for each kind: %#", (change, line, words) => {
    expect(changeLine(change)).toBe(line);
    expect(importChangeInWords(change, "de")).toBe(words);
  });

  it("stays as it was in a report of an earlier version, and a field without a name has its own", () => {
    expect(importChangeInWords("~ mug: old", "de")).toBe("~ mug: old");
    const other = { ...price, field: "madeUp", sku: null } as ImportChange;
    expect(importChangeInWords(other, "en")).toBe("mug: madeUp: 2400 → 2500");
  });
});
