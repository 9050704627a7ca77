import { Skeleton } from "@/components/ui/skeleton";

const CARDS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The shape of a category: title, filters, cards. */
export default function LoadingCategory() {
  return (
    <div className="shell pt-6 pb-20">
      <Skeleton className="h-5 w-32" />
      <div className="mt-7 mb-10 grid gap-4 md:grid-cols-2">
        <Skeleton className="h-12 w-56" />
        <Skeleton className="h-12 max-w-md" />
      </div>
      <Skeleton className="mb-8 h-16" />
      <div className="grid grid-cols-2 gap-x-4 gap-y-10 md:grid-cols-3 md:gap-x-6 lg:grid-cols-4">
        {CARDS.map((card) => (
          <div key={card}>
            <Skeleton className="aspect-[4/5]" />
            <Skeleton className="mt-3 h-5 w-2/3" />
          </div>
        ))}
      </div>
    </div>
  );
}
