/** What stands around the body of a page and has no place in a course. */

type Attributes = Readonly<Record<string, string>>;

/** Attributes that say how the file is written. */
const IDLE = /^(xmlns.*|version)$/;

/** Metadata about the file and the program that wrote it. */
const IDLE_META = /^(viewport|generator|progid|originator|x-ua-compatible|robots|content-[\w-]+)$/i;

/** The phrases for one element of the head, or for html and body. `isMetaRead`: whether meta elements with a name are read. */
export function lostInHead(element: string, attributes: Attributes, isMetaRead: boolean): string[] {
  switch (element) {
    case 'head':
    case 'title':
      return [];
    case 'html':
    case 'body':
      return attributesOf(element, attributes, IDLE);
    case 'meta':
      return lostOfMeta(attributes, isMetaRead);
    case 'link':
      return [
        `${/stylesheet/i.test(attributes.rel ?? '') ? 'stylesheet' : 'link'} "${attributes.href ?? ''}"`,
      ];
    case 'script':
      return [attributes.src === undefined ? 'script' : `script "${attributes.src}"`];
    default:
      return [element];
  }
}

function lostOfMeta(attributes: Attributes, isMetaRead: boolean): string[] {
  const { name, property, 'http-equiv': header, charset, content = '', ...others } = attributes;
  const called = name ?? property ?? header;
  const isRead = name !== undefined && isMetaRead;
  const isIdle = called === undefined || IDLE_META.test(called) || content.trim() === '' || isRead;
  return [...(isIdle ? [] : [`meta "${called}"`]), ...attributesOf(`meta "${called ?? ''}"`, others, IDLE)];
}

function attributesOf(element: string, attributes: Attributes, idle: RegExp): string[] {
  return Object.entries(attributes)
    .filter(([name, value]) => !idle.test(name) && value.trim() !== '')
    .map(([name, value]) => `${element} ${name} "${value}"`);
}
