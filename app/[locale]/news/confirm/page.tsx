import { type NewsLinkProps, newsLink, newsLinkMetadata } from "../news-link";

export const generateMetadata = (props: NewsLinkProps) => newsLinkMetadata("confirm.title", props);

/** Where the link of the e-mail leads that asks to confirm news. */
export default function NewsConfirmPage(props: NewsLinkProps) {
  return newsLink("confirm", props);
}
