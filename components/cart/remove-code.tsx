import type { Locale } from "@/i18n/routing";
import { fill } from "@/lib/base/fill-text";
import type { CartTexts } from "@/lib/cart/texts";
import { removeCodeForm } from "@/lib/checkout/cart/cart-code-actions";
import { SubmitButton } from "./submit-button";

type Props = { code: string; locale: Locale; texts: CartTexts };

export function RemoveCode({ code, locale, texts }: Props) {
  return (
    <form action={removeCodeForm}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="code" value={code} />
      <SubmitButton
        aria-label={fill(texts.code.removeNamed, { code })}
        className="min-h-8 text-[0.9375rem] text-quiet underline underline-offset-4 hover:text-ink"
      >
        {texts.remove}
      </SubmitButton>
    </form>
  );
}
