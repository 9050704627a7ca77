import type { Locale } from "@/i18n/routing";
import type { CardView } from "@/lib/catalog/view";
import { type CardLabels, ProductCard } from "./product-card";

type Props = {
  cards: readonly CardView[];
  locale: Locale;
  labels: CardLabels;
  /** How many pictures are in sight when the page opens. */
  inSight?: number;
  heading?: "h2" | "h3";
};

export function ProductGrid({ cards, locale, labels, inSight = 0, heading = "h3" }: Props) {
  return (
    <ul
      data-links=""
      className="grid grid-cols-2 gap-x-4 gap-y-10 md:grid-cols-3 md:gap-x-6 md:gap-y-14 lg:grid-cols-4"
    >
      {cards.map((card, index) => (
        <li key={card.slug}>
          <ProductCard
            card={card}
            locale={locale}
            labels={labels}
            first={index < inSight}
            heading={heading}
          />
        </li>
      ))}
    </ul>
  );
}
