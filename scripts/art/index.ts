import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { drawnPictures } from "./drawn-pictures";
import { heroPicture, productPicture } from "./pictures";
import { picture } from "./scene";

/** Draws the shop and the pictures that the demonstration's file names: the same input gives the same files. */
const PUBLIC = fileURLToPath(new URL("../../public", import.meta.url));

async function main(): Promise<void> {
  await mkdir(`${PUBLIC}/art`, { recursive: true });
  const files = new Map([["/art/hero.svg", picture(heroPicture())]]);
  for (const { path, slug, swatch } of await drawnPictures())
    files.set(path, picture(productPicture(slug, swatch)));
  for (const [path, svg] of files) await writeFile(PUBLIC + path, svg);
  const size = [...files.values()].reduce((sum, svg) => sum + svg.length, 0);
  console.log(`${files.size} pictures, ${Math.round(size / 1024)} KB`);
}

parseArgs();
await main();
