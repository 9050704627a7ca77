"use client";

import { type MouseEvent, useRef } from "react";
import type { GalleryPicture } from "@/lib/catalog/gallery";
import { pictureAt, pictureAttributes } from "@/lib/model/picture-sizes";

/** `picture` names one without a text of its own; what is numbered has places for `{number}` and `{count}`. */
export type GalleryLabels = { pictures: string; picture: string; numbered: string; numberedVideo: string };

type Props = { pictures: readonly GalleryPicture[]; labels: GalleryLabels };

/** A row that is swiped, or scrolled with the arrow keys. The links below it work without JavaScript too. */
export function Gallery({ pictures, labels }: Props) {
  const row = useRef<HTMLUListElement>(null);
  const [first] = pictures;
  if (!first) return null;
  const show = (event: MouseEvent, place: number) => {
    if (!row.current) return;
    event.preventDefault();
    for (const film of row.current.querySelectorAll("video")) film.pause();
    row.current.scrollTo({ left: place * row.current.clientWidth });
  };
  const numbered = (index: number) =>
    (pictures[index]?.video ? labels.numberedVideo : labels.numbered)
      .replace("{number}", `${index + 1}`)
      .replace("{count}", `${pictures.length}`);
  const texts = pictures.map(
    ({ alt }, index) => alt || (index === 0 ? labels.picture : `${labels.picture}, ${numbered(index)}`),
  );
  return (
    <section aria-label={labels.pictures} className="md:sticky md:top-24">
      <ul
        ref={row}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={labels.pictures}
        style={{ aspectRatio: shapeOf(first) }}
        className="flex max-h-[calc(100dvh-13rem)] w-full snap-x snap-mandatory scroll-mt-24 overflow-x-auto bg-sunken [scrollbar-width:none] motion-safe:scroll-smooth sm:rounded-lg"
      >
        {pictures.map(({ path, width, height, blur, video }, index) => (
          <li
            key={path}
            id={`picture-${index + 1}`}
            className="size-full shrink-0 snap-center scroll-mt-24 bg-contain bg-center bg-no-repeat"
            style={video || path.endsWith(".png") ? undefined : { backgroundImage: `url(${blur})` }}
          >
            {video ? (
              // biome-ignore lint/a11y/useMediaCaption: a merchant's file has none yet, and its text says what it shows
              <video
                controls
                playsInline
                preload="none"
                poster={pictureAt(path, 960)}
                aria-label={texts[index]}
                className="size-full object-contain"
              >
                <source src={video.path} type={video.type} />
                <a href={video.path}>{texts[index]}</a>
              </video>
            ) : (
              // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
              <img
                {...pictureAttributes(path, "page")}
                alt={texts[index]}
                width={width}
                height={height}
                loading={index === 0 ? "eager" : "lazy"}
                fetchPriority={index === 0 ? "high" : undefined}
                decoding={index === 0 ? "sync" : "async"}
                className="size-full object-contain"
              />
            )}
          </li>
        ))}
      </ul>
      {pictures.length > 1 && (
        <ol className="mt-3 flex gap-2 overflow-x-auto p-1 max-sm:px-5 sm:-mx-1">
          {pictures.map(({ path, video }, index) => (
            <li key={path} className="shrink-0">
              <a
                href={`#picture-${index + 1}`}
                onClick={(event) => show(event, index)}
                className="relative block size-16 overflow-hidden rounded-md bg-sunken outline-offset-2"
              >
                {/* biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do */}
                <img
                  {...pictureAttributes(path, "line")}
                  alt={numbered(index)}
                  className="size-full object-cover"
                />
                {video && (
                  <svg
                    viewBox="0 0 24 24"
                    aria-hidden="true"
                    className="absolute inset-0 m-auto size-7 rounded-full bg-black/65 fill-white"
                  >
                    <path d="M9.5 7v10l8-5z" />
                  </svg>
                )}
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** That of the first picture, unless it is very long: the others fit within. */
function shapeOf({ width, height }: GalleryPicture): number {
  return Math.min(4 / 3, Math.max(3 / 4, width / height));
}
