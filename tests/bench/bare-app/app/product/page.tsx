import { Lines } from "../lines";

export const dynamic = "force-static";

export default function ProductPage() {
  return <Lines bytes={Number(process.env.PRODUCT_BYTES)} />;
}
