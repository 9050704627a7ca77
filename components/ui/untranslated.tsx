type Props = { children: string | number; className?: string };

/** Stays when a browser translates: amounts, codes, numbers, names and addresses. */
export function Untranslated({ children, className }: Props) {
  return (
    <span translate="no" className={className}>
      {children}
    </span>
  );
}
