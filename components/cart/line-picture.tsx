/** The picture is decorative, beside the name. It is drawn in the size it is shown, so no image service is needed. */
export function LinePicture({ src, className = "size-24" }: { src: string; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the same small picture in cart, drawer and order, already sized.
    <img
      src={src}
      alt=""
      loading="lazy"
      className={`shrink-0 rounded-lg bg-sunken object-cover ${className}`}
    />
  );
}
