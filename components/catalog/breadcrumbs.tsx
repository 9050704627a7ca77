import { ChevronIcon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";

export type Crumb = { name: string; href: string };

export function Breadcrumbs({ locale, label, crumbs }: { locale: Locale; label: string; crumbs: Crumb[] }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-quiet">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href} className="flex items-center gap-x-1.5">
            {index > 0 && <ChevronIcon className="size-3" />}
            {index < crumbs.length - 1 ? (
              <Link locale={locale} href={crumb.href} className="py-1.5 hover:text-ink hover:underline">
                {crumb.name}
              </Link>
            ) : (
              <span aria-current="page" className="py-1.5 text-ink">
                {crumb.name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
