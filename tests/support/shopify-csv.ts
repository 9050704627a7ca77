const COLOURS = ["Sand", "Ink", "Moss", "Chalk", "Clay"];
const SIZES = ["S", "M", "L"];
const KINDS = ["Lantern", "Bowl", "Blanket", "Basket", "Teapot", "Cushion", "Ladle"];

/** What the product of this number is called, and its slug. */
export const nameInFile = (product: number): string => `${KINDS[product % KINDS.length]} ${product}`;
export const slugInFile = (product: number): string => `goods-${product}`;

/** A file as Shopify exports it: products of one to fifteen variants, with descriptions of some hundred letters. */
export function* shopifyCsv(rows: number): Generator<string> {
  yield "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,SEO Title,Status\n";
  const body = `"<p>${"Made by hand, in small numbers. ".repeat(12)}</p>"`;
  for (let row = 0, product = 0; row < rows; product += 1) {
    const choices = COLOURS.slice(0, 1 + (product % 5)).flatMap((colour) =>
      SIZES.slice(0, 1 + (product % 3)).map((size) => [colour, size] as const),
    );
    for (const [index, [colour, size]] of choices.slice(0, rows - row).entries()) {
      const handle = slugInFile(product);
      const facts =
        index === 0
          ? [
              nameInFile(product),
              body,
              `Workshop ${product % 40}`,
              "Goods",
              "Kind",
              `"tag${product % 90}, new"`,
              "TRUE",
              "Colour",
            ]
          : ["", "", "", "", "", "", "", ""];
      const price = `${1 + (product % 200)}.${index % 10}0`;
      yield `${[handle, ...facts, colour, index === 0 ? "Size" : "", size, `G-${product}-${index}`, 250, "shopify", product % 30, "deny", price, "", 4_000_000_000_000 + row, "", index === 0 ? "active" : ""].join(",")}\n`;
      row += 1;
    }
  }
}
