import { useId } from "react";
import type { Elements } from "@/components/ui/elements";
import { FreshText } from "@/components/ui/fresh-text";

export function FormSection({ title, children }: { title: string; children: Elements }) {
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

export function FieldProblem({ id, children }: { id?: string; children: string }) {
  return (
    <p id={id} role="alert" className="text-[0.9375rem] text-bad">
      <FreshText>{children}</FreshText>
    </p>
  );
}
