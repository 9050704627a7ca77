import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { makeDefaultMethodForm, removeMethodForm } from "@/lib/customers/method-actions";
import { expiryText, methodName } from "@/lib/customers/method-name";
import type { SavedMethod } from "@/lib/customers/saved-method";
import { TEXT_BUTTON } from "../text-button";

type Props = {
  method: SavedMethod;
  /** Whether there are other methods, so that a default can be chosen. */
  isChoice: boolean;
  locale: Locale;
  texts: Texts<"account">["paymentMethods"];
};

/** One saved payment method; its buttons work without JavaScript. */
export function MethodCard({ method, isChoice, locale, texts }: Props) {
  const name = methodName(method, texts);
  const expiry = expiryText(method, texts);
  const fields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="id" value={method.id} />
    </>
  );
  return (
    <div className="rounded-2xl border border-line bg-raised px-6 py-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="font-medium">{name}</p>
        {method.isDefault && <p className="text-[0.9375rem] font-medium text-good">{texts.default}</p>}
        {expiry && (
          <p
            className={`figures text-[0.9375rem] sm:ml-auto ${method.hasExpired ? "font-medium text-bad" : "text-quiet"}`}
          >
            {expiry}
          </p>
        )}
      </div>
      <div className="-mb-1 -ml-3 flex flex-wrap items-start pt-2">
        {isChoice && !method.isDefault && !method.hasExpired && (
          <form action={makeDefaultMethodForm}>
            {fields}
            <button
              type="submit"
              className={TEXT_BUTTON}
              aria-label={formatText(texts.makeDefaultOf, { method: name })}
            >
              {texts.makeDefault}
            </button>
          </form>
        )}
        <details className="group min-w-0 open:basis-full">
          <summary
            className={`${TEXT_BUTTON} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}
            aria-label={formatText(texts.removeOf, { method: name })}
          >
            <span className="group-open:hidden">{texts.remove}</span>
            <span className="hidden group-open:inline">{texts.keep}</span>
          </summary>
          <form
            action={removeMethodForm}
            className="mt-1 mb-2 ml-3 flex flex-wrap items-center gap-x-4 gap-y-2"
          >
            {fields}
            <p>{formatText(texts.removeQuestion, { method: name })}</p>
            <button
              type="submit"
              className="min-h-10 rounded-full border border-bad px-5 text-[0.9375rem] font-medium text-bad hover:bg-sunken"
            >
              {texts.confirmRemove}
            </button>
          </form>
        </details>
      </div>
    </div>
  );
}
