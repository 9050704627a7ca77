import { NoPicture } from "@/components/ui/no-picture";
import { pictureAttributes } from "@/lib/model/picture-sizes";

/** The picture is decorative, beside the name. */
export function LinePicture({ src, className = "size-24" }: { src: string; className?: string }) {
  if (src === "") return <NoPicture className={`shrink-0 rounded-lg ${className}`} />;
  return (
    // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
    <img
      {...pictureAttributes(src, "line")}
      alt=""
      loading="lazy"
      className={`shrink-0 rounded-lg bg-sunken object-cover ${className}`}
    />
  );
}
