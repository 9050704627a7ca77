import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** What staff have written about the order, and the words that they have marked it with. */
export function OrderNotes({ mayEdit, ...props }: PartProps & { mayEdit: boolean }) {
  const { order, notes, tags } = props.file;
  const { t, time } = wordsFor(props);
  const texts = formTexts(props.locale);
  const address = `/api/admin/orders/${order.number}`;
  return (
    <Section title={t("one.notes")}>
      {notes.length === 0 && <p className="text-quiet">{t("one.noNotes")}</p>}
      <ul className="grid gap-3">
        {notes.map((note) => (
          <li key={note.id}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{note.note}</p>
            <p className="text-quiet">
              {note.by} · {time(note.at)}
            </p>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <DeskForm clears action={`${address}/notes`} texts={texts} className="mt-3 grid gap-2">
          <textarea
            name="note"
            required
            maxLength={4000}
            rows={3}
            aria-label={t("one.noteLabel")}
            placeholder={t("one.noteLabel")}
            className="desk-control"
          />
          <button type="submit" className="desk-button justify-self-start">
            {t("one.addNote")}
          </button>
        </DeskForm>
      )}
      <h3 className="mt-4 mb-2 font-medium">{t("one.tags")}</h3>
      <ul className="flex flex-wrap gap-2">
        {tags.map(({ tag, by, at }) => (
          <li
            key={tag}
            title={`${by} · ${time(at)}`}
            className="inline-flex items-center rounded-full border border-line bg-sunken ps-3"
          >
            <a href={`/admin/orders?${new URLSearchParams({ tag })}`} className="py-1 pe-2 hover:underline">
              {tag}
            </a>
            {mayEdit && (
              <DeskForm method="DELETE" action={`${address}/tags`} texts={texts}>
                <button
                  type="submit"
                  name="tag"
                  value={tag}
                  aria-label={t("one.removeTag", { tag })}
                  className="min-h-8 min-w-8 text-quiet hover:text-ink"
                >
                  <span aria-hidden="true">×</span>
                </button>
              </DeskForm>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <DeskForm clears action={`${address}/tags`} texts={texts} className="mt-2 flex flex-wrap gap-2">
          <input
            name="tag"
            required
            maxLength={40}
            aria-label={t("one.tagLabel")}
            placeholder={t("one.tagLabel")}
            className="desk-control w-48"
          />
          <button type="submit" className="desk-button">
            {t("one.addTag")}
          </button>
        </DeskForm>
      )}
    </Section>
  );
}
