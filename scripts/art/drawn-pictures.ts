import { readDemonstration } from "@/lib/demonstration/goods.server";

/** A picture that the demonstration's file names. `swatch` is the colour of the option value it shows, as `#6d7852`. */
type DrawnPicture = { path: string; slug: string; swatch: string | undefined };

/** Those of each product in their order. */
export async function drawnPictures(): Promise<DrawnPicture[]> {
  const { products } = await readDemonstration();
  return products.flatMap(({ product: { slug, options, pictures = [] } }) =>
    pictures.map(({ source, of }) => {
      const value = options.flatMap((axis) => axis.values).find(({ key }) => of.includes(key));
      return { path: source, slug, swatch: value?.swatch };
    }),
  );
}
