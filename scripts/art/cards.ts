import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { shop } from "@/lib/config/shop";
import { findBrowser } from "../local/browser";
import { drawnPictures } from "./drawn-pictures";

/** Makes preview cards for links to the shop: 1200 by 630, JPEG, one per product. */
const ART = fileURLToPath(new URL("../../public/", import.meta.url));
const FONT = fileURLToPath(new URL("../../components/layout/fonts/ysabeau.woff2", import.meta.url));

async function main(): Promise<void> {
  const font = (await readFile(FONT)).toString("base64");
  const { path } = await findBrowser(console.log);
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: "light" });
  await mkdir(`${ART}art/og`, { recursive: true });

  const photograph = async (name: string, image: string, style: string, text: string) => {
    const svg = (await readFile(ART + image)).toString("base64");
    await page.setContent(
      `<style>@font-face{font-family:Ysabeau;src:url(data:font/woff2;base64,${font});font-weight:400 700}
      body{margin:0;height:630px;display:flex;background:${ground};color:${ink};font:600 84px/1 Ysabeau}
      img{${style};height:630px;object-fit:cover}p{margin:auto;white-space:nowrap}b{color:${accent};font-weight:600}</style>
      <p>${text}</p><img src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${ART}art/og/${name}.jpg`, type: "jpeg", quality: 82 });
  };

  const { name, theme } = shop();
  const { ground, ink, accent } = theme.light;
  const wordmark = name.replace("&", "<b>&amp;</b>");
  await photograph("store", "art/hero.svg", "width:690px", wordmark);
  const firsts = new Map((await drawnPictures()).toReversed().map(({ slug, path }) => [slug, path]));
  for (const [slug, path] of firsts)
    await photograph(slug, path, "width:640px;object-position:50% 78%", wordmark);
  await browser.close();
}

parseArgs();
await main();
