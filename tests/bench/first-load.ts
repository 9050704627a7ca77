import { gzipSync } from "node:zlib";

const SCRIPT = /<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g;

/** Gzipped bytes of a page's scripts, for a modern browser. */
export async function firstLoadBytes(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const tags = [...html.matchAll(SCRIPT)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(tags.flatMap(([, source]) => source?.replaceAll("&amp;", "&") ?? []));
  const sizes = await Promise.all(
    [...sources].map(async (source) => {
      const response = await fetch(new URL(source, url));
      if (!response.ok) throw new Error(`${source} of ${url} answered ${response.status}`);
      return gzipSync(await response.text(), { level: 9 }).byteLength;
    }),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
