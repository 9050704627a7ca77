import type { ComponentProps } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { ListEditor } from "./list-editor";

type Props = Omit<ComponentProps<typeof ListEditor>, "texts"> & {
  /** What is asked before it is deleted, and what is said beside the button. */
  remove: { confirm: string; lead: string };
  locale: Locale;
};

/** The form of a category or a collection, with the one that deletes it below. */
export function EditedList({ remove, locale, ...editor }: Props) {
  const t = translator(locale, "desk-lists");
  const texts = formTexts(locale);
  return (
    <>
      <ListEditor {...editor} texts={{ ...texts, save: t("save") }} />
      <DeskForm
        action={editor.action}
        method="DELETE"
        then={editor.page}
        confirm={remove.confirm}
        texts={texts}
        className="mt-6 max-w-prose rounded-xl border border-line p-4"
      >
        <p className="mb-3">{remove.lead}</p>
        <button type="submit" className="desk-button">
          {t("remove")}
        </button>
      </DeskForm>
    </>
  );
}
