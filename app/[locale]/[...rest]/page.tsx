import { notFound } from "next/navigation";

/** Takes unknown addresses, so that they get the shop's own page. */
export default function UnknownPage() {
  notFound();
}
