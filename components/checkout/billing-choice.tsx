"use client";
import type { StripePaymentElementChangeEvent } from "@stripe/stripe-js";
import type { Elements } from "@/components/ui/elements";
import { Untranslated } from "@/components/ui/untranslated";
import type { Texts } from "@/i18n/messages";

export type ChosenMethod = StripePaymentElementChangeEvent["value"];

type Props = {
  /** Null before the Payment Element has reported it. */
  chosen: ChosenMethod | null;
  same: boolean;
  onSame: (same: boolean) => void;
  /** The element for another address. */
  address: Elements;
  texts: Texts<"checkout">;
};

/** The billing address is a saved method's, the delivery's, or a typed one. */
export function BillingChoice({ chosen, same, onSame, address, texts }: Props) {
  const words = texts.elements;
  const saved = chosen?.payment_method;
  if (saved) return <SavedMethod saved={saved} texts={texts.savedMethod} />;
  return (
    <>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-(--action)"
          checked={same}
          onChange={(event) => onSame(event.currentTarget.checked)}
        />
        <span>{words.billingSame}</span>
      </label>
      {!same && (
        <section aria-label={words.billing} className="grid gap-4">
          <h3 className="font-medium">{words.billing}</h3>
          {address}
        </section>
      )}
    </>
  );
}

/** A saved card has its own billing address. */
function SavedMethod({
  saved: { billing_details: billing },
  texts,
}: {
  saved: NonNullable<ChosenMethod["payment_method"]>;
  texts: Texts<"checkout">["savedMethod"];
}) {
  const { line1, postal_code, city } = billing.address;
  const place = [postal_code, city].filter(Boolean).join(" ");
  const lines = [billing.name, line1, place].filter(Boolean);
  return (
    <p role="status" className="text-[0.9375rem] text-quiet">
      <span>{texts.billed}</span>
      {lines.length > 0 && <Untranslated className="mt-1 block text-ink">{lines.join(", ")}</Untranslated>}
    </p>
  );
}
