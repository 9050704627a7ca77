import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { listViews } from "@/lib/desk/orders/views.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";

type Props = { views: Awaited<ReturnType<typeof listViews>>; query: string; locale: Locale };

/** Filters under a name, as links; and a form that saves the one that is shown. */
export function SavedViews({ views, query, locale }: Props) {
  const t = translator(locale, "desk-orders");
  const texts = formTexts(locale);
  if (views.length === 0 && query === "") return null;
  return (
    <section
      aria-label={t("views.title")}
      className="mb-4 flex flex-wrap items-center gap-2 text-[0.9375rem]"
    >
      {views.map((view) => (
        <span
          key={view.id}
          className="inline-flex items-center rounded-lg border border-line bg-raised"
          title={view.shared ? t("views.shared") : t("views.own")}
        >
          <a
            href={`/admin/orders?${view.query}`}
            aria-current={view.query === query ? "page" : undefined}
            className="px-3 py-1.5 hover:underline aria-[current=page]:font-medium"
          >
            {view.name}
          </a>
          <DeskForm
            method="DELETE"
            action={`/api/admin/orders/views/${view.id}`}
            {...(view.shared && { confirm: t("views.deleteShared", { name: view.name }) })}
            texts={texts}
          >
            <button
              type="submit"
              aria-label={t("views.delete", { name: view.name })}
              className="min-h-9 min-w-9 text-quiet hover:text-ink"
            >
              <span aria-hidden="true">×</span>
            </button>
          </DeskForm>
        </span>
      ))}
      {query !== "" && (
        <details>
          <summary className="w-fit cursor-pointer px-2 py-1.5 text-quiet">{t("views.save")}</summary>
          <DeskForm
            action="/api/admin/orders/views"
            texts={texts}
            className="mt-2 flex flex-wrap items-center gap-3"
          >
            <input type="hidden" name="query" value={query} />
            <input
              name="name"
              required
              maxLength={60}
              aria-label={t("views.name")}
              placeholder={t("views.name")}
              className="desk-control w-48"
            />
            <label className="flex items-center gap-2">
              <input type="checkbox" name="shared" className="size-5" />
              {t("views.shared")}
            </label>
            <button type="submit" className="desk-button">
              {t("views.save")}
            </button>
          </DeskForm>
        </details>
      )}
    </section>
  );
}
