import { Lines } from "../lines";

export const dynamic = "force-static";

export default function ListingPage() {
  return <Lines bytes={Number(process.env.LISTING_BYTES)} />;
}
