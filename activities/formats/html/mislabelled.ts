/** Texts that call themselves plain, and are HTML: some exporters do so to the pictures of choices. */

/** A tag with an address that only a cartridge has, such as `<img src="$IMS-CC-FILEBASE$/a.png">`. */
const TAG_WITH_TOKEN = /<[a-z][^<>]*=\s*["']?(?:\$|%24)[\w-]+(?:\$|%24)/i;

/** Whether a plain text shows or links a file of its package in the way of HTML; no author writes such addresses. */
export function isMislabelledHtml(text: string): boolean {
  return TAG_WITH_TOKEN.test(text);
}
