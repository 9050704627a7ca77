import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import { removeLineForm, setQuantityForm } from "@/lib/cart/form-actions";
import type { CartLineView } from "@/lib/cart/view";
import { LineFacts } from "./line-facts";
import { LinePicture } from "./line-picture";
import { QuantitySteps } from "./quantity-steps";
import { SubmitButton } from "./submit-button";

type Props = { line: CartLineView; currency: Currency; locale: Locale; texts: Texts<"cart"> };

export function CartPageLine({ line, currency, locale, texts }: Props) {
  const fields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="variantId" value={line.variantId} />
    </>
  );
  return (
    <li className="flex gap-4 py-6 md:gap-6">
      <LinePicture src={line.image} className="size-24 md:size-32" />
      <div className="flex min-w-0 flex-1 flex-col justify-between gap-3">
        <LineFacts line={line} currency={currency} locale={locale} texts={texts} />
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <form action={setQuantityForm}>
            {fields}
            <QuantitySteps
              quantity={line.quantity}
              max={line.max}
              texts={{
                quantity: texts.quantity,
                less: formatText(texts.less, { name: line.name }),
                more: formatText(texts.more, { name: line.name }),
              }}
            />
          </form>
          <form action={removeLineForm}>
            {fields}
            <SubmitButton
              aria-label={formatText(texts.removeNamed, { name: line.name })}
              className="min-h-10 text-[0.9375rem] text-quiet underline-offset-4 hover:text-ink hover:underline"
            >
              {texts.remove}
            </SubmitButton>
          </form>
        </div>
      </div>
    </li>
  );
}
