type Props = {
  changes: readonly string[];
  texts: Record<"changes" | "same" | "save", string>;
  isBusy: boolean;
  onSave: () => void;
};

/** What an import would change, and the button that does it. */
export function DeliveryChanges({ changes, texts, isBusy, onSave }: Props) {
  return (
    <section aria-label={texts.changes} className="grid gap-3">
      <h3 className="font-medium">{texts.changes}</h3>
      {changes.length === 0 ? (
        <p role="status">{texts.same}</p>
      ) : (
        <>
          <ul className="grid gap-1 font-mono text-sm [overflow-wrap:anywhere]">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
          <button
            type="button"
            data-kind="primary"
            disabled={isBusy}
            onClick={onSave}
            className="desk-button justify-self-start"
          >
            {texts.save}
          </button>
        </>
      )}
    </section>
  );
}
