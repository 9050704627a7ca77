const LINE = "As many bytes as a page of the store has, in plain paragraphs of about this length each.";

/** What a line adds to a page, as HTML and once more as what React reads. */
export const LINE_BYTES = 235;

/** Plain text of about so many bytes in all. */
export function Lines({ bytes }: { bytes: number }) {
  const count = Math.max(1, Math.round(bytes / LINE_BYTES));
  return Array.from({ length: count }, (_, index) => <p key={index}>{`${index} ${LINE}`}</p>);
}
