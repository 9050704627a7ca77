import { notFound } from "next/navigation";

/** Every address that no other route knows, so that it gets the shop's own page. */
export default function UnknownPage() {
  notFound();
}
