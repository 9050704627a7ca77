/** The languages that the shop speaks. The first is the default, whose pages have no prefix; leave out what shoppers shall not see. docs/languages.md says more. */
const languages = ["en", "fr", "de"];

export default languages;
