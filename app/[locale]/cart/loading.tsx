import { Skeleton } from "@/components/ui/skeleton";

export default function CartLoading() {
  return (
    <div className="shell py-10 md:py-16">
      <Skeleton className="h-12 w-64" />
      <div className="mt-6 grid gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16">
        <div className="grid content-start gap-6">
          <Skeleton className="h-32" />
          <Skeleton className="h-32" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
