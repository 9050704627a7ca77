type Props = { children: string; className?: string };

/**
 * Text that may change while it is shown. Each text is an element of its own: a translation that comes late for the one
 * before finds nothing to put itself into.
 */
export function FreshText({ children, className }: Props) {
  return (
    <span key={children} className={className}>
      {children}
    </span>
  );
}
