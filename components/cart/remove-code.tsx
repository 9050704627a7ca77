import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { removeCodeForm } from "@/lib/checkout/cart/cart-code-actions";
import { SubmitButton } from "./submit-button";

type Props = { code: string; locale: Locale; texts: Texts<"cart"> };

export function RemoveCode({ code, locale, texts }: Props) {
  return (
    <form action={removeCodeForm}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="code" value={code} />
      <SubmitButton
        aria-label={formatText(texts.code.removeNamed, { code })}
        className="min-h-8 text-[0.9375rem] text-quiet underline underline-offset-4 hover:text-ink"
      >
        {texts.remove}
      </SubmitButton>
    </form>
  );
}
