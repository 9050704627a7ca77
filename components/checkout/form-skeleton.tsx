import { Skeleton } from "@/components/ui/skeleton";

/** Has the form's shape in the same grid cell, and is hidden once Stripe's frame is in `peer`. */
export function FormSkeleton({ label }: { label: string }) {
  return (
    <div
      role="status"
      className="col-start-1 row-start-1 grid content-start gap-4 peer-[:has(iframe)]:-z-10 peer-[:has(iframe)]:invisible"
    >
      <span className="sr-only">{label}</span>
      <Skeleton className="h-12" />
      <Skeleton className="mt-4 h-5 w-40" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
      <Skeleton className="mt-4 h-5 w-32" />
      <Skeleton className="h-36" />
      <Skeleton className="h-14 rounded-full" />
    </div>
  );
}
