import type { JsxChild, Node } from "typescript/unstable/ast";
import { isJsxElement, isJsxExpression, isJsxFragment, isJsxText } from "typescript/unstable/ast/is";
import { API, type Checker, type Type, TypeFlags } from "typescript/unstable/sync";

/** Text in JSX that becomes a text node, which a browser's translation takes away from React. */
export type BareText = { file: string; line: number; code: string };

/**
 * Finds text beside other children or without an element of its own, and expressions that may be text. @param isWanted by the path, from the project's
 * folder
 */
export function findBareText(isWanted: (path: string) => boolean): BareText[] {
  const root = `${process.cwd()}/`;
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${root}tsconfig.json`] }).getProjects();
    if (!project) throw new Error("TypeScript found no project");
    const { program, checker } = project;
    return program
      .getSourceFileNames()
      .filter((name) => name.startsWith(root) && isWanted(name.slice(root.length)))
      .flatMap((name) => {
        const source = program.getSourceFile(name);
        if (!source) return [];
        return bareChildren(source, checker).map((child) => ({
          file: name.slice(root.length),
          line: source.getLineAndCharacterOfPosition(child.getStart(source)).line + 1,
          code: child.getText(source).trim(),
        }));
      });
  } finally {
    api.close();
  }
}

function bareChildren(node: Node, checker: Checker): JsxChild[] {
  const found: JsxChild[] = [];
  const visit = (at: Node): void => {
    if (isJsxElement(at) || isJsxFragment(at)) {
      const children = at.children.filter(isShown);
      // A fragment is no element: its text joins the parent's children.
      const alone = children.length === 1 && !isJsxFragment(at);
      found.push(...children.filter((child) => isText(child, alone, checker)));
    }
    at.forEachChild(visit);
  };
  visit(node);
  return found;
}

function isShown(child: JsxChild): boolean {
  if (isJsxText(child)) return !child.containsOnlyTriviaWhiteSpaces;
  return !isJsxExpression(child) || child.expression !== undefined;
}

/** Whether a child is bare text. An only child may be text, as it becomes the element's content, but not a list. */
function isText(child: JsxChild, alone: boolean, checker: Checker): boolean {
  if (isJsxText(child)) return !alone;
  if (!isJsxExpression(child) || !child.expression) return false;
  const type = checker.getTypeAtLocation(child.expression);
  return type !== undefined && mayBeText(type, alone, checker);
}

const TEXT = TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BigIntLike;
const ANYTHING = TypeFlags.Any | TypeFlags.Unknown;

/** Whether a type may be text. `seen` is needed as lists of elements contain themselves in their type. */
function mayBeText(type: Type, alone: boolean, checker: Checker, seen = new Set<Type>()): boolean {
  if (seen.has(type)) return false;
  if (type.isUnionType()) {
    seen.add(type);
    return type.getTypes().some((part) => mayBeText(part, alone, checker, seen));
  }
  if (type.isTypeReference() && checker.isArrayLikeType(type)) {
    seen.add(type);
    return checker.getTypeArguments(type).some((item) => mayBeText(item, false, checker, new Set(seen)));
  }
  if (alone || (type.isStringLiteralType() && type.value === "")) return false;
  return (type.flags & (TEXT | ANYTHING)) !== 0;
}
