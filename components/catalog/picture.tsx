type Props = {
  src: string;
  alt: string;
  first?: boolean;
  className?: string;
};

export function Picture({ src, alt, first = false, className = "" }: Props) {
  return (
    // biome-ignore lint/performance/noImgElement: next/image does nothing for an SVG but add code
    <img
      src={src}
      alt={alt}
      width={800}
      height={1000}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      decoding={first ? "sync" : "async"}
      className={`goods-picture ${className}`.trim()}
    />
  );
}
