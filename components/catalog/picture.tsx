import { NoPicture } from "@/components/ui/no-picture";
import { pictureAttributes } from "@/lib/model/picture-sizes";

type Props = {
  src: string;
  alt: string;
  place?: "card" | "page";
  first?: boolean;
  /** A CSS colour, until the picture is there. */
  tint?: string;
  className?: string;
};

export function Picture({ src, alt, place = "card", first = false, tint, className = "" }: Props) {
  if (src === "") return <NoPicture className={`goods-picture ${className}`} />;
  return (
    // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
    <img
      {...pictureAttributes(src, place)}
      alt={alt}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      decoding={first ? "sync" : "async"}
      style={tint ? { background: tint } : undefined}
      className={className ? `goods-picture ${className}` : "goods-picture"}
    />
  );
}
