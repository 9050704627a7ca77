import { Skeleton } from "@/components/ui/skeleton";

/**
 * The shape of Stripe's form, behind it in the same grid cell. Once the frame is in the form's element this one
 * gives way: `peer` is that element.
 */
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
