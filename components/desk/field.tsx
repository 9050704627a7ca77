import { type ComponentProps, type ReactElement, useId } from "react";

type Labelled = { label: string; hint?: string };

/** A label above its control, and what helps to fill it in below. */
function Above({ id, label, hint, children }: Labelled & { id: string; children: ReactElement }) {
  return (
    <div className="grid gap-1 text-[0.9375rem]">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, className = "", ...props }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <Above id={id} label={label} {...(hint && { hint })}>
      <input
        id={id}
        aria-describedby={hint && `${id}-hint`}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}

export function ChoiceField({ label, hint, className = "", ...props }: Labelled & ComponentProps<"select">) {
  const id = useId();
  return (
    <Above id={id} label={label} {...(hint && { hint })}>
      <select
        id={id}
        aria-describedby={hint && `${id}-hint`}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}

export function LongField({ label, hint, className = "", ...props }: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Above id={id} label={label} {...(hint && { hint })}>
      <textarea
        id={id}
        aria-describedby={hint && `${id}-hint`}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}
