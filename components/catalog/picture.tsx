import { NoPicture } from "@/components/ui/no-picture";
import { pictureAttributes } from "@/lib/model/picture-sizes";

type Props = {
  src: string;
  alt: string;
  place?: "card" | "page";
  first?: boolean;
  className?: string;
};

export function Picture({ src, alt, place = "card", first = false, className = "" }: Props) {
  if (src === "") return <NoPicture className={`goods-picture ${className}`} />;
  return (
    // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
    <img
      {...pictureAttributes(src, place)}
      alt={alt}
      width={800}
      height={1000}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      decoding={first ? "sync" : "async"}
      className={`goods-picture ${className}`}
    />
  );
}
