import type { Elements } from "@/components/ui/elements";
import { FreshText } from "@/components/ui/fresh-text";

type Props = {
  id: string;
  label: string;
  problem?: string | undefined;
  className?: string;
  children: Elements;
};

/** A control with its label and its problem. The control refers to `<id>-problem`. */
export function Labelled({ id, label, problem, className = "", children }: Props) {
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-[0.9375rem] font-medium">
        <FreshText>{label}</FreshText>
      </label>
      {children}
      {problem && (
        <p id={`${id}-problem`} className="text-[0.9375rem] text-bad">
          <FreshText>{problem}</FreshText>
        </p>
      )}
    </div>
  );
}

export function problemProps(id: string, problem: string | undefined) {
  return problem ? { "aria-invalid": true, "aria-describedby": `${id}-problem` } : {};
}
