/** The descriptor of a web link (imswl). */
import type { WebLink } from '../../../../course/model/content.js';
import { XML_DECLARATION, xml } from '../../../xml/write.js';
import type { CartridgeProfile } from '../versions.js';

/** Schema: ccv1p1_imswl_v1p1.xsd, ccv1p3_imswl_v1p3.xsd. */
export function webLinkDescriptor(
  link: Pick<WebLink, 'title' | 'url' | 'target' | 'windowFeatures'>,
  profile: CartridgeProfile,
): string {
  const { title, url, target, windowFeatures } = link;
  const root = xml(
    'webLink',
    { xmlns: profile.namespaces.webLink },
    xml('title', {}, title),
    xml('url', { href: url, target, windowFeatures }),
  );
  return `${XML_DECLARATION}${root.xml}\n`;
}
