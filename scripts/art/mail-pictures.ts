import { mkdir, readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { findBrowser } from "../local/browser";

/** Makes JPEGs for e-mails, as readers show no SVG: 128 by 160, in `art/mail`. */
const ART = fileURLToPath(new URL("../../public/art/", import.meta.url));

async function main(): Promise<void> {
  const { path } = await findBrowser(console.log);
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 128, height: 160 }, colorScheme: "light" });
  await mkdir(`${ART}mail`, { recursive: true });
  for (const file of (await readdir(ART)).filter((name) => name.endsWith(".svg") && name !== "hero.svg")) {
    const svg = (await readFile(ART + file)).toString("base64");
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:128px;height:160px;object-fit:cover}</style>
      <img src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.screenshot({
      path: `${ART}mail/${file.replace(/\.svg$/, ".jpg")}`,
      type: "jpeg",
      quality: 80,
    });
  }
  await browser.close();
}

parseArgs();
await main();
