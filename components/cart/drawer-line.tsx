"use client";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { setQuantity } from "@/lib/cart/actions";
import { withQuantity } from "@/lib/cart/optimistic";
import type { CartLineView, CartView } from "@/lib/cart/view";
import { LineFacts } from "./line-facts";
import { LinePicture } from "./line-picture";
import { StepButton, Stepper } from "./stepper";
import { useCartChange } from "./use-cart-change";

type Props = { line: CartLineView; cart: CartView; locale: Locale; texts: Texts<"cart"> };

export function DrawerLine({ line, cart, locale, texts }: Props) {
  const { run } = useCartChange();
  const set = (quantity: number) => {
    const formData = new FormData();
    formData.set("variantId", line.variantId);
    formData.set("quantity", String(quantity));
    formData.set("locale", locale);
    run(setQuantity, formData, withQuantity(cart, line.variantId, quantity));
  };
  const { name, quantity } = line;
  return (
    <li className="flex gap-4 py-5">
      <LinePicture src={line.image} className="size-20" />
      <div className="grid min-w-0 flex-1 content-start gap-2">
        <LineFacts line={line} currency={cart.currency} locale={locale} texts={texts} />
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <Stepper quantity={quantity} label={texts.quantity}>
            <StepButton sign="-" label={formatText(texts.less, { name })} onClick={() => set(quantity - 1)} />
            <StepButton
              sign="+"
              label={formatText(texts.more, { name })}
              onClick={() => set(quantity + 1)}
              disabled={quantity >= line.max}
            />
          </Stepper>
          <button
            type="button"
            onClick={() => set(0)}
            aria-label={formatText(texts.removeNamed, { name })}
            className="min-h-10 text-[0.9375rem] text-quiet underline-offset-4 hover:text-ink hover:underline"
          >
            {texts.remove}
          </button>
        </div>
      </div>
    </li>
  );
}
