import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { CHECKOUT_SURFACES, type CheckoutSurface } from "@/lib/model/surface";
import { CheckoutLink } from "./checkout-link";

type Props = { surface: CheckoutSurface; locale: Locale; texts: Texts<"cart">["demo"] };

/** Links to the surfaces that the shop does not offer, for trying them out. */
export function DemoCheckouts({ surface, locale, texts }: Props) {
  const others = CHECKOUT_SURFACES.filter((other) => other !== surface);
  return (
    <section
      aria-labelledby="demo-checkouts"
      className="grid gap-5 rounded-2xl border border-dashed border-edge p-6 md:p-8"
    >
      <div>
        <h2 id="demo-checkouts" className="text-lg font-medium">
          {texts.title}
        </h2>
        <p className="mt-1 text-[0.9375rem] text-quiet">{texts.lead}</p>
      </div>
      <ul className="grid gap-6">
        {others.map((other) => (
          <li key={other} className="grid gap-2">
            <p className="text-[0.9375rem]">{texts.surfaces[other].text}</p>
            <CheckoutLink
              surface={other}
              variant="secondary"
              locale={locale}
              label={texts.surfaces[other].name}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
