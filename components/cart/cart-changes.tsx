import { buttonClass } from "@/components/ui/button";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { acceptChangesForm } from "@/lib/cart/form-actions";
import type { CartView } from "@/lib/cart/view";
import { ProblemList } from "./problem-list";
import { SubmitButton } from "./submit-button";

type Props = { cart: CartView; locale: Locale; texts: Texts<"cart"> };

/** Lists what must be accepted before the cart can be paid. */
export function CartChanges({ cart, locale, texts }: Props) {
  if (!cart.problemsToken) return null;
  return (
    <form action={acceptChangesForm} className="mt-6 grid max-w-3xl justify-items-start gap-4">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={cart.problemsToken} />
      <ProblemList cart={cart} locale={locale} texts={texts} />
      <p className="text-[0.9375rem] text-quiet">{texts.acceptText}</p>
      <SubmitButton className={buttonClass()}>{texts.accept}</SubmitButton>
    </form>
  );
}
