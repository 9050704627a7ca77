import { buttonClass } from "@/components/ui/button";
import { sharpAt } from "@/lib/model/picture-sizes";

type Props = { title: string; text: string; action: string; image: string };

/** The top of the home page, small. */
export function HomeSample({ title, text, action, image }: Props) {
  return (
    <>
      {image && (
        // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
        <img src={sharpAt(image, 320)} alt="" className="aspect-[5/3] w-full object-cover" />
      )}
      <div className="grid gap-3 p-4 [overflow-wrap:anywhere]">
        <p className="display-face text-heading">{title}</p>
        <p className="text-quiet">{text}</p>
        {action && (
          <span className={buttonClass("primary", "min-h-10 justify-self-start px-5")}>{action}</span>
        )}
      </div>
    </>
  );
}
