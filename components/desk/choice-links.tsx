import Link from "next/link";
import type { ReactNode } from "react";

type Choice = { href: string; name: ReactNode; isHere: boolean };

type Props = {
  /** What is chosen between. */
  label: string;
  choices: readonly Choice[];
  className?: string;
};

/** A few views of a page, of which one is shown. Each has an address of its own. */
export function ChoiceLinks({ label, choices, className = "mb-4" }: Props) {
  return (
    <nav aria-label={label} className={`flex flex-wrap gap-2 ${className}`}>
      {choices.map(({ href, name, isHere }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={isHere ? "page" : undefined}
          className="desk-button aria-[current]:border-ink aria-[current]:bg-sunken"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
