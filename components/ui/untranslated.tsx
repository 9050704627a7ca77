type Props = { children: string | number; className?: string };

/** Keeps amounts, codes, numbers, names and addresses as they are when a browser translates. */
export function Untranslated({ children, className }: Props) {
  return (
    <span translate="no" className={className}>
      {children}
    </span>
  );
}
