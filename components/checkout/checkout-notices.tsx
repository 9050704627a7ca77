import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";

type Props = { notCompleted: boolean; texts: Texts<"checkout">; className: string };

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
