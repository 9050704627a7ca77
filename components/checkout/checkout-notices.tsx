import { Notice } from "@/components/ui/notice";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";

type Props = { notCompleted: boolean; texts: CheckoutTexts; className: string };

/** What a shopper must know before the form: a payment that did not go through, and that paying needs JavaScript. */
export function CheckoutNotices({ notCompleted, texts, className }: Props) {
  return (
    <>
      {notCompleted && (
        <Notice tone="warn" role="status" className={className}>
          {texts.notCompleted}
        </Notice>
      )}
      <noscript>
        <style>{".needs-script{display:none}"}</style>
        <Notice tone="warn" className={className}>
          {texts.noScript}
        </Notice>
      </noscript>
    </>
  );
}
