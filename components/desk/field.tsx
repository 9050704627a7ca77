import { type ComponentProps, type ReactElement, useId } from "react";

type Labelled = {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it, below the control. */
  problem?: string | undefined;
};

/** A label above its control, and what helps to fill it in below. */
function Above({ id, label, hint, problem, children }: Labelled & { id: string; children: ReactElement }) {
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
      {problem && (
        <p id={`${id}-problem`} className="text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What describes a control for those who don't see what stands below it. */
const describedBy = (id: string, { hint, problem }: Pick<Labelled, "hint" | "problem">) =>
  [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;

export function TextField({
  label,
  hint,
  problem,
  className = "",
  ...props
}: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <Above id={id} label={label} hint={hint} problem={problem}>
      <input
        id={id}
        aria-describedby={describedBy(id, { hint, problem })}
        {...(problem && { "aria-invalid": true })}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}

export function ChoiceField({
  label,
  hint,
  problem,
  className = "",
  ...props
}: Labelled & ComponentProps<"select">) {
  const id = useId();
  return (
    <Above id={id} label={label} hint={hint} problem={problem}>
      <select
        id={id}
        aria-describedby={describedBy(id, { hint, problem })}
        {...(problem && { "aria-invalid": true })}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}

export function LongField({
  label,
  hint,
  problem,
  className = "",
  ...props
}: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Above id={id} label={label} hint={hint} problem={problem}>
      <textarea
        id={id}
        aria-describedby={describedBy(id, { hint, problem })}
        {...(problem && { "aria-invalid": true })}
        className={`desk-control aria-invalid:border-bad ${className}`}
        {...props}
      />
    </Above>
  );
}
