import { shop } from "@/lib/config/shop";
import { sharpAt } from "@/lib/model/picture-sizes";

/** The shop's logo, or its name, in which an "&" has the shop's accent. */
export function Wordmark({ className = "text-2xl" }: { className?: string }) {
  const { name, logo } = shop();
  if (logo) {
    const { width, height } = logo;
    return (
      <picture>
        <source srcSet={sharpAt(logo.dark, width)} media="(prefers-color-scheme: dark)" />
        <img src={sharpAt(logo.light, width)} alt={name} width={width} height={height} />
      </picture>
    );
  }
  const [before, ...after] = name.split("&");
  return (
    <span
      translate="no"
      className={`display-face font-semibold tracking-tight whitespace-nowrap ${className}`}
    >
      <span>{before}</span>
      {after.length > 0 && (
        <>
          <span className="text-accent">&amp;</span>
          <span>{after.join("&")}</span>
        </>
      )}
    </span>
  );
}
