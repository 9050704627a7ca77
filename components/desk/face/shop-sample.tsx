import type { CSSProperties, ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { themeProperties } from "@/lib/config/theme-css";
import type { Scheme } from "@/lib/desk/settings/face-fields";
import { sharpAt } from "@/lib/model/picture-sizes";
import type { Colours } from "@/lib/model/shop-colours";
import type { Typeface } from "@/lib/model/typefaces";

export type SampleTheme = { colours: Colours; type: { display: Typeface; text: Typeface } };

type Props = {
  scheme: Scheme;
  /** What those hear who don't see it. */
  title: string;
  theme: SampleTheme;
  name: string;
  logo: { path: string; height: number } | null;
  children: ReactNode;
};

/** A piece of the shop in one scheme, whichever the desk is in: made with the shop's own properties and classes, so that it looks as the shop will. */
export function ShopSample({ scheme, title, theme, name, logo, children }: Props) {
  const style: CSSProperties = {
    ...themeProperties(theme.colours, theme.type),
    colorScheme: scheme,
    fontFamily: "var(--type-text)",
  };
  return (
    <figure
      role="img"
      aria-label={title}
      data-scheme={scheme}
      style={style}
      className="overflow-hidden rounded-xl border border-line bg-ground text-ink"
    >
      <div className="flex items-center justify-between gap-4 border-b border-line px-4 py-3">
        {logo ? (
          // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
          <img
            src={sharpAt(logo.path, 200)}
            alt=""
            style={{ height: logo.height }}
            className="max-w-full object-contain"
          />
        ) : (
          <SampleName name={name} />
        )}
        <span aria-hidden className="size-2 rounded-full bg-accent" />
      </div>
      {children}
    </figure>
  );
}

/** As the shop's own heads have it: an "&" has the accent. */
function SampleName({ name }: { name: string }) {
  const [before, ...after] = name.split("&");
  return (
    <span className="display-face text-2xl font-semibold [overflow-wrap:anywhere]">
      {before}
      {after.length > 0 && (
        <>
          <span className="text-accent">&amp;</span>
          {after.join("&")}
        </>
      )}
    </span>
  );
}

type PartsTexts = Record<
  "heading" | "text" | "accent" | "goods" | "button" | "field" | "good" | "warn" | "bad",
  string
>;

/** What has every colour of the theme on it. */
export function SampleParts({ texts, price }: { texts: PartsTexts; price: string }) {
  return (
    <div className="grid gap-4 p-4">
      <div>
        <p className="display-face text-heading">{texts.heading}</p>
        <p className="mt-1 text-quiet">
          {texts.text} <span className="text-accent">{texts.accent}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-raised p-3">
        <span className="grid">
          <span className="font-medium">{texts.goods}</span>
          <span className="figures text-quiet">{price}</span>
        </span>
        <span className={buttonClass("primary", "min-h-10 px-5")}>{texts.button}</span>
      </div>
      <div className="flex flex-wrap gap-3">
        <span className="min-w-32 flex-1 rounded-lg border border-edge bg-raised px-3 py-2">
          {texts.field}
        </span>
        <span className="min-w-32 flex-1 rounded-lg border border-edge bg-raised px-3 py-2 outline-2 outline-offset-2 outline-focus">
          {texts.field}
        </span>
      </div>
      <div className="grid gap-1 rounded-lg bg-sunken p-3">
        <span className="text-good">{texts.good}</span>
        <span className="text-warn">{texts.warn}</span>
        <span className="text-bad">{texts.bad}</span>
      </div>
    </div>
  );
}
