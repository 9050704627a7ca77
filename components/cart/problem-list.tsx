import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { cartProblemText } from "@/lib/cart/problem-text";
import type { CartView } from "@/lib/cart/view";

type Props = { cart: CartView; locale: Locale; texts: Texts<"cart"> };

/** Lists the changes since the shopper last saw the cart, a sentence each. */
export function ProblemList({ cart, locale, texts }: Props) {
  const sentences = cart.lines.flatMap((line) => {
    const name = line.option ? `${line.name} (${line.option})` : line.name;
    return line.problems.map((problem) => ({
      key: `${line.variantId} ${problem.code}`,
      text: cartProblemText(problem, name, texts.problems, cart.currency, locale),
    }));
  });
  return (
    <Notice tone="warn" role="status">
      <p className="font-medium">{texts.problemsTitle}</p>
      <ul className="mt-1 list-disc pl-5 text-ink">
        {sentences.map(({ key, text }) => (
          <li key={key}>
            <FreshText>{text}</FreshText>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
