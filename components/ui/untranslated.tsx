type Props = { children: string | number; className?: string };

/** What a browser's translation leaves as it is: amounts, codes, numbers, names and addresses of people. */
export function Untranslated({ children, className }: Props) {
  return (
    <span translate="no" className={className}>
      {children}
    </span>
  );
}
