import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SEED_CATEGORIES } from "@/lib/catalog/seed-data/catalog";
import { heroPicture, productPicture } from "./pictures";
import { picture } from "./scene";

/** Draws all pictures into `public/art`: the same input gives the same files. */
const FOLDER = fileURLToPath(new URL("../../public/art/", import.meta.url));

async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const files = new Map([["hero", picture(heroPicture())]]);
  for (const { slug, colours } of SEED_CATEGORIES.flatMap((category) => category.products)) {
    if (!colours) files.set(slug, picture(productPicture(slug)));
    for (const colour of colours ?? []) files.set(`${slug}-${colour}`, picture(productPicture(slug, colour)));
  }
  for (const [name, svg] of files) await writeFile(`${FOLDER}${name}.svg`, svg);
  const size = [...files.values()].reduce((sum, svg) => sum + svg.length, 0);
  console.log(`${files.size} pictures, ${Math.round(size / 1024)} KB`);
}

parseArgs();
await main();
