"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { FreshText } from "@/components/ui/fresh-text";
import { formatText } from "@/i18n/format-text";
import type { Locale } from "@/i18n/routing";
import { applyListing, listingParams, parseListingQuery, SORTS, type Sort } from "@/lib/catalog/listing";
import type { CardView, OptionView } from "@/lib/catalog/view";
import type { CardLabels } from "./product-card";
import { ProductGrid } from "./product-grid";
import { replaceLocationSearch, useLocationSearch } from "./use-location-search";

export type ListingLabels = CardLabels & {
  filters: string;
  sort: string;
  sorts: Record<Sort, string>;
  colour: string;
  inStock: string;
  apply: string;
  clear: string;
  none: string;
  /** `{count}` is filled in by the browser, because it changes there. */
  count: string;
};

type Props = {
  cards: CardView[];
  colours: OptionView[];
  action: string;
  locale: Locale;
  labels: ListingLabels;
  search?: string;
};

/** Sort and filters are a GET form; with JavaScript they act at once and the URL follows. */
export function Listing({ cards, colours, action, locale, labels, search = "" }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const query = parseListingQuery(useLocationSearch(search));
  const shown = applyListing(cards, query);
  const refined = listingParams(query).size > 0;

  const apply = () => {
    if (!form.current) return;
    const data = new FormData(form.current);
    const entries = [...data].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    replaceLocationSearch(listingParams(parseListingQuery(new URLSearchParams(entries))));
  };

  return (
    <>
      <form
        ref={form}
        action={action}
        aria-label={labels.filters}
        onChange={apply}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="mb-8 flex flex-wrap items-center gap-x-8 gap-y-4 border-y border-line py-4 text-[0.9375rem]"
      >
        <fieldset className="flex flex-wrap items-center gap-1">
          <legend className="sr-only">{labels.colour}</legend>
          {colours.map(({ key, label, swatch }) => (
            <label
              key={key}
              title={label}
              className="relative grid size-9 place-items-center rounded-full border-2 border-transparent has-checked:border-ink forced-colors:border-[Canvas] forced-colors:has-checked:border-[CanvasText] has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="checkbox"
                name="colour"
                value={key}
                checked={query.colour.includes(key)}
                onChange={noop}
                className="sr-only"
              />
              <span
                aria-hidden="true"
                style={{ backgroundColor: swatch }}
                className="size-6 rounded-full border border-edge/50 forced-color-adjust-none"
              />
              <span className="sr-only">{label}</span>
            </label>
          ))}
        </fieldset>
        <label className="flex min-h-9 items-center gap-2.5">
          <input
            type="checkbox"
            name="in-stock"
            value="1"
            checked={query.inStock}
            onChange={noop}
            className="size-4.5 accent-action"
          />
          <span>{labels.inStock}</span>
        </label>
        {refined && (
          <a
            href={action}
            onClick={(event) => {
              event.preventDefault();
              replaceLocationSearch(new URLSearchParams());
            }}
            className="py-1.5 text-quiet underline underline-offset-4 hover:text-ink"
          >
            {labels.clear}
          </a>
        )}
        <p role="status" className="figures ml-auto text-quiet max-sm:order-last max-sm:ml-0">
          <FreshText>{formatText(labels.count, { count: shown.length })}</FreshText>
        </p>
        <label className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="text-quiet">{labels.sort}</span>
          <select
            name="sort"
            value={query.sort}
            onChange={noop}
            className="min-h-10 max-w-full rounded-full border border-edge bg-ground px-4 text-base text-ink"
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {labels.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
        <noscript>
          <Button type="submit" variant="secondary">
            {labels.apply}
          </Button>
        </noscript>
      </form>
      {shown.length > 0 ? (
        <ProductGrid
          cards={shown}
          locale={locale}
          labels={labels}
          colours={query.colour}
          inSight={4}
          heading="h2"
        />
      ) : (
        <p className="py-16 text-center text-quiet">{labels.none}</p>
      )}
    </>
  );
}

const noop = () => {};
