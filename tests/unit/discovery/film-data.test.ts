import { describe, expect, it } from "vitest";
import { shop } from "@/lib/config/shop";
import { googleFeed } from "@/lib/discovery/google-feed";
import { productData } from "@/lib/discovery/product-data";
import type { ProductPicture } from "@/lib/model/picture";
import { aProduct } from "@/tests/support/catalog-product";
import { vocabularyProblems } from "@/tests/support/schema-org";

const base = "https://shop.test";
const picture = (letter: string, change: Partial<ProductPicture> = {}): ProductPicture => ({
  ...{ key: `${letter.repeat(20)}.jpg`, width: 600, height: 800, blur: "", of: [] },
  alt: { en: `Turned ${letter}`, de: `Gedreht ${letter}` },
  ...change,
});
const film = (letter: string) => ({
  ...{ key: `${letter.repeat(20)}.mp4` as const, width: 600, height: 800, seconds: 4.5 },
  since: "2026-05-04T10:00:00.000Z",
});
const filmed = aProduct({
  pictures: [
    picture("a"),
    picture("b", { video: film("b") }),
    picture("c", { video: film("c"), of: ["ink"] }),
  ],
});

describe("the videos of a product", () => {
  it("are told to search engines, with what these ask for, in the page's language", () => {
    const data = productData(filmed, { locale: "de", base, delivery: null });
    expect(data.subjectOf).toEqual(
      ["b", "c"].map((letter) => ({
        ...{ "@type": "VideoObject", name: `Gedreht ${letter}`, description: `Gedreht ${letter}` },
        thumbnailUrl: `${base}/pictures/${letter.repeat(20)}.jpg?w=1280`,
        ...{ uploadDate: "2026-05-04T10:00:00.000Z", duration: "PT4.5S" },
        contentUrl: `${base}/videos/${letter.repeat(20)}.mp4`,
      })),
    );
    expect(vocabularyProblems(data)).toEqual([]);
    expect(productData(aProduct(), { locale: "de", base, delivery: null })).not.toHaveProperty("subjectOf");
  });

  it("are in the feed: that of the variant, or else that of all", async () => {
    const parts = (async function* () {
      yield { products: [filmed, aProduct({ slug: "plain" })], categories: new Map() };
    })();
    let text = "";
    for await (const piece of googleFeed(parts, { shop: shop(), base, locale: "en", delivery: null }))
      text += piece;
    const links = text
      .split("<item>")
      .slice(1)
      .map((item) => /<g:video_link>(.*?)<\/g:video_link>/.exec(item)?.[1]);
    expect(links).toEqual([
      `${base}/videos/${"b".repeat(20)}.mp4`,
      `${base}/videos/${"c".repeat(20)}.mp4`,
      undefined,
      undefined,
    ]);
  });
});
