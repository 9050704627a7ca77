import { Lines } from "../../lines";

/** As the store keeps its pages: made when somebody asks, and renewed after as many seconds. */
export const revalidate = 10;

export const generateStaticParams = () => [];

export default function KeptPage() {
  return <Lines bytes={Number(process.env.LISTING_BYTES)} />;
}
