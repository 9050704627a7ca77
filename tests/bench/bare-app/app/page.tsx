export const dynamic = "force-static";

/** What a framework costs before any shop: the measure of the store's own weight. */
export default function Page() {
  return <h1>Bare</h1>;
}
