export const dynamic = "force-static";

/** The least that the framework costs. */
export default function Page() {
  return <h1>Bare</h1>;
}
