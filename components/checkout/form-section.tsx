import { type ReactNode, useId } from "react";

export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id} className="display-face text-heading">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What is wrong with the field above it. */
export function FieldProblem({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="text-[0.9375rem] text-bad">
      {children}
    </p>
  );
}
