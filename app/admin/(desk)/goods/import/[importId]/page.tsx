import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import { ImportFound } from "@/components/desk/imports/import-found";
import { UPLOAD_TONES } from "@/components/desk/imports/upload-tones";
import { WatchImport } from "@/components/desk/imports/watch-import";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { isRunningUpload, readUpload, uploadParams } from "@/lib/desk/imports/read-uploads.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/import/[importId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { importId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/import/${importId}`);
  return { title: translator(locale, "desk-imports")("title") };
}

/** One file of goods: what it would change, what of it is refused, and how far its import is. It can be left and looked at again. */
export default async function OneImportPage({ params }: Props) {
  const asked = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/import/${asked.importId}`);
  const read = uploadParams.safeParse(asked);
  const upload = read.success ? await readUpload(Number(read.data.importId)) : null;
  if (!upload) notFound();
  const t = translator(locale, "desk-imports");
  const { state, progress, report, error } = upload;
  const action = `/api/admin/goods/imports/${upload.id}`;
  const share = progress?.all ? Math.min(1, progress.done / progress.all) : null;
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const hasChanges = (report?.changeCount ?? 0) > 0;
  return (
    <>
      <PageHead back={{ href: "/admin/goods/import", name: t("title") }} title={upload.name}>
        <Badge tone={UPLOAD_TONES[state]}>{t(`states.${state}`)}</Badge>
      </PageHead>
      {isRunningUpload(state) && (
        <div className="mb-4 grid max-w-prose gap-2">
          <WatchImport />
          <p role="status">
            {progress ? t(`steps.${progress.step}`) : t("waits")} {share !== null && percent.format(share)}
          </p>
          <progress
            aria-label={t(`states.${state}`)}
            max={1}
            {...(share !== null && { value: share })}
            className="h-2 w-full accent-action"
          />
          <p className="text-quiet">{t("leave")}</p>
        </div>
      )}
      {error && <p className="mb-4 max-w-prose text-bad">{t("problem", { reason: error })}</p>}
      {state === "checked" && (
        <DeskForm action={action} texts={formTexts(locale)} className="mb-4 max-w-prose">
          <input type="hidden" name="run" value="write" />
          <p className="mb-3">{t(hasChanges ? "ready" : "same")}</p>
          {hasChanges && (
            <button type="submit" data-kind="primary" className="desk-button">
              {t("run")}
            </button>
          )}
        </DeskForm>
      )}
      {state === "refused" && (
        <DeskForm action={action} texts={formTexts(locale)} className="mb-4 max-w-prose">
          <input type="hidden" name="run" value="check" />
          <p className="mb-3">{t("refusedLead")}</p>
          <button type="submit" className="desk-button">
            {t("again")}
          </button>
        </DeskForm>
      )}
      {report && (
        <ImportFound report={report} isWritten={state === "done" || state === "left_out"} locale={locale} />
      )}
    </>
  );
}
