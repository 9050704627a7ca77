type Props = { children: string; className?: string };

/** Each text gets an element of its own, so that a late translation of the old text has nowhere to go. */
export function FreshText({ children, className }: Props) {
  return (
    <span key={children} className={className}>
      {children}
    </span>
  );
}
