import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { surroundings } from "./surroundings";

/** The first link in the text of the e-mail about an order whose address fits; waits until the store has sent it. */
export async function linkInMail(orderId: string, fits: RegExp): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      link = (await linksAbout(orderId)).find((url) => fits.test(url));
      return link;
    }, `an e-mail about ${orderId} with ${fits}`)
    .toBeTruthy();
  return link ?? "";
}

async function linksAbout(orderId: string): Promise<string[]> {
  const folder = surroundings().mail;
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(
    names.map(async (name) => String(JSON.parse(await readFile(join(folder, name), "utf8")).text)),
  );
  return texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []).filter((url) => url.includes(orderId));
}
