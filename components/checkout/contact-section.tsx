"use client";
import { type RefObject, useId } from "react";
import { Input } from "@/components/ui/field";
import type { Texts } from "@/i18n/messages";
import { FieldProblem, FormSection } from "./form-section";

export type EmailField = {
  field: RefObject<HTMLInputElement | null>;
  value: string;
  problem: string | null;
  change: (value: string) => void;
  /** Called when the field loses the focus. */
  leave: () => void;
};

/** Our own field, not the Contact Details Element: it has a label and an error, any browser fills it in, and Stripe needs only `updateEmail`. */
export function ContactSection({
  email,
  texts,
}: {
  email: EmailField;
  texts: Texts<"checkout">["elements"];
}) {
  const id = useId();
  return (
    <FormSection title={texts.contact}>
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-[0.9375rem] text-quiet">
          {texts.email}
        </label>
        <Input
          ref={email.field}
          id={id}
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          value={email.value}
          onChange={(event) => email.change(event.currentTarget.value)}
          onBlur={email.leave}
          aria-invalid={email.problem !== null || undefined}
          aria-describedby={email.problem === null ? `${id}-hint` : `${id}-problem`}
        />
        {email.problem === null ? (
          <p id={`${id}-hint`} className="text-[0.9375rem] text-quiet">
            {texts.emailHint}
          </p>
        ) : (
          <FieldProblem id={`${id}-problem`}>{email.problem}</FieldProblem>
        )}
      </div>
    </FormSection>
  );
}
