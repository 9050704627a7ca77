import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { PictureStorageError } from "./storage-type";

/** @param place what the merchant knows the storage by */
export function storageFailure(place: string, error: unknown): PictureStorageError {
  // Several addresses that refuse a connection make an error without a text.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return new PictureStorageError(
    `The pictures of goods can't be reached in ${place}: ${describeError(first)}`,
  );
}
