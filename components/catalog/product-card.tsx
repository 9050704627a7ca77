import { PriceBefore } from "@/components/ui/price-before";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
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

/** Stands in an element with `data-links`. */
export function ProductCard({ card, locale, labels, first, heading: Heading = "h3" }: Props) {
  return (
    <article className="goods-card">
      <div>
        <Picture src={card.image} alt="" {...(first && { first })} {...(card.tint && { tint: card.tint })} />
      </div>
      <div>
        <Heading>
          <a href={localPath(locale, `/products/${card.slug}${card.colour ? `?colour=${card.colour}` : ""}`)}>
            {card.name}
          </a>
        </Heading>
        <p>
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
      {card.colours && (
        <ul>
          {card.colours.map(([name, swatch]) => (
            <li key={name} style={{ background: swatch }}>
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
