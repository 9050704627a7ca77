import type { ReactNode } from "react";
import type { Elements } from "@/components/ui/elements";

/** For the test beside this file: what it must find ends with "BAD", what it must let pass with "fine". */
type Props = { text: string; count: number; node: ReactNode; elements: Elements; texts: string[] };

export function Samples({ text, count, node, elements, texts }: Props) {
  return (
    <>
      <p>text alone, fine</p>
      <p>{`${text} alone, fine`}</p>
      <p>
        {count > 1 && <br />}
        <span>{`${text}, fine`}</span>
        {elements /* fine */}
        {texts.map((one) => (
          <i key={one}>fine</i>
        ))}
      </p>
      <p>
        beside an element, BAD
        <br />
      </p>
      <p>
        {`${text} BAD`}
        <br />
      </p>
      <p>
        {count /* BAD */}
        <br />
      </p>
      <p>
        {count > 1 ? `${text} BAD` : <br />}
        <br />
      </p>
      <p>
        {count > 1 && `${text} BAD`}
        <br />
      </p>
      <p>
        {node /* BAD */}
        <br />
      </p>
      <p>{texts /* BAD */}</p>
      <p>{texts.map((one) => `${one} BAD`)}</p>
      {/* biome-ignore lint/complexity/noUselessFragments: it is what the test is about */}
      <>alone in a fragment, BAD</>
    </>
  );
}
