import { join } from "node:path";
import type { Page } from "@playwright/test";

/** Writes a picture of the merchant's guide where `GUIDE_PICTURES` names its folder; else nothing. */
export async function guidePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.GUIDE_PICTURES;
  if (!folder) return;
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 72 });
}
