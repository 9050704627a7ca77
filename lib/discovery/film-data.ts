import type { Locale } from "@/i18n/routing";
import { inLocale, type Localized } from "@/lib/base/i18n-text";
import { type ProductPicture, pathOfPicture } from "@/lib/model/picture";
import { pictureAt } from "@/lib/model/picture-sizes";
import { videoPath } from "@/lib/model/video";

const POSTER_WIDTH = 1280;

/** The video of a picture for search engines; nothing without one. Source: developers.google.com/search/docs/appearance/structured-data/video. */
export function filmData(picture: ProductPicture, name: Localized, locale: Locale, base: string) {
  const { video, alt } = picture;
  if (!video) return [];
  const said = inLocale(alt ?? name, locale);
  return [
    {
      "@type": "VideoObject",
      name: said,
      description: said,
      thumbnailUrl: new URL(pictureAt(pathOfPicture(picture), POSTER_WIDTH), base).href,
      uploadDate: video.since,
      contentUrl: new URL(videoPath(video.key), base).href,
      duration: `PT${video.seconds}S`,
    },
  ];
}
