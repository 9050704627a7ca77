import { Link } from "@/components/ui/link";
import { PriceBefore } from "@/components/ui/price-before";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import type { CardView } from "@/lib/catalog/view";
import { Picture } from "./picture";

/** `was` has a place for `{amount}`. */
export type CardLabels = { from: string; soldOut: string; was: string };

type Props = {
  card: CardView;
  locale: Locale;
  labels: CardLabels;
  first?: boolean;
  heading?: "h2" | "h3";
};

export function ProductCard({ card, locale, labels, first, heading: Heading = "h3" }: Props) {
  return (
    <article className="group relative">
      <div className="overflow-hidden rounded-md">
        <Picture
          src={card.image}
          alt=""
          {...(first && { first })}
          className="transition-transform duration-700 ease-out group-hover:scale-[1.025]"
        />
      </div>
      <div className="mt-3 flex items-start justify-between gap-x-3 gap-y-0.5 max-sm:flex-col">
        <Heading className="text-[0.9375rem] leading-snug font-medium">
          <Link
            locale={locale}
            href={`/products/${card.slug}${card.colour ? `?colour=${card.colour}` : ""}`}
            className="after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-focus"
          >
            {card.name}
          </Link>
        </Heading>
        <p className="figures text-[0.9375rem] whitespace-nowrap text-quiet">
          {!card.soldOut && card.from && <span>{`${labels.from} `}</span>}
          {!card.soldOut && card.before && (
            <PriceBefore
              text={labels.was}
              amount={<Untranslated>{card.before}</Untranslated>}
              className="mr-2"
            />
          )}
          {card.soldOut ? <span>{labels.soldOut}</span> : <Untranslated>{card.price}</Untranslated>}
        </p>
      </div>
      {card.colours.length > 1 && (
        <ul className="mt-2 flex gap-1.5">
          {card.colours.map(({ key, label, swatch }) => (
            <li
              key={key}
              style={{ backgroundColor: swatch }}
              className="size-3 rounded-full border border-edge/50 forced-color-adjust-none"
            >
              <span className="sr-only">{label}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
