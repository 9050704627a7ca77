import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a product: picture at one side, name, price and choice at the other. */
export default function LoadingProduct() {
  return (
    <div className="shell pt-4 pb-20 md:pt-6">
      <Skeleton className="h-5 w-48" />
      <div className="mt-6 grid gap-x-12 gap-y-8 md:grid-cols-2 lg:grid-cols-[7fr_5fr] lg:gap-x-20">
        <Skeleton className="-mx-5 aspect-[4/5] sm:mx-0 md:max-h-[calc(100dvh-8rem)]" />
        <div className="max-w-lg space-y-5 md:pt-4">
          <Skeleton className="h-12 w-3/4" />
          <Skeleton className="h-20" />
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-11 w-40" />
          <Skeleton className="mt-8 h-12 rounded-full" />
        </div>
      </div>
    </div>
  );
}
