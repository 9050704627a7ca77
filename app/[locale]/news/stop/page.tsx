import { type NewsLinkProps, newsLink, newsLinkMetadata } from "../news-link";

export const generateMetadata = (props: NewsLinkProps) => newsLinkMetadata("stopPage.title", props);

/** Where the link to stop news leads. */
export default function NewsStopPage(props: NewsLinkProps) {
  return newsLink("stop", props);
}
