/** The small cartridge in every version of Common Cartridge, to plant errors in. */
import { SMALL_CARTRIDGE, SMALL_CARTRIDGE_1_3, SMALL_CARTRIDGE_1_4 } from './small-cartridge.js';

export type AnyVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4';

type Files = ReadonlyMap<string, string>;

function mapTexts(files: Files, change: (text: string) => string): Files {
  return new Map([...files].map(([path, text]) => [path, change(text)]));
}

function toVersion12(text: string): string {
  return text
    .replaceAll('imsccv1p1', 'imsccv1p2')
    .replaceAll('imsccauth_v1p1', 'imsccauth_v1p2')
    .replaceAll(/(imscc_xml|imsdt_xml|imswl_xml|imsdt_|imswl_)v1p1/g, '$1v1p2')
    .replace('1.1.0', '1.2.0')
    .replace('Rolesv1p1', 'Rolesv1p2');
}

/** Version 1.0 knows no tools and no uses, and the parts of its topics and links have no namespace. */
function toVersion10(text: string): string {
  return text
    .replaceAll('imsccv1p1/imscp_v1p1', 'imscc/imscp_v1p1')
    .replaceAll('imsccv1p1/LOM/manifest', 'imscc/LOM')
    .replaceAll('imsccv1p1/LOM/resource', 'LOM')
    .replaceAll('imsccv1p1/imsccauth_v1p1', 'imsccauth_v1p0')
    .replaceAll(/(imscc_xml|imsdt_xml|imswl_xml)v1p1/g, '$1v1p0')
    .replaceAll(/<(\/?)(topic|webLink)(?: xmlns="[^"]*")?>/g, (_, close: string, name: string) =>
      close === '' ? `<d:${name} xmlns:d="${DESCRIPTORS[name]}">` : `</d:${name}>`,
    )
    .replace('1.1.0', '1.0.0')
    .replace('Rolesv1p1', 'Rolesv1p0')
    .replace(' intendeduse="lessonplan"', '')
    .replace(/<resource identifier="tool".*\n/, '');
}

const DESCRIPTORS: Readonly<Record<string, string>> = {
  topic: 'http://www.imsglobal.org/xsd/imsdt_v1p0',
  webLink: 'http://www.imsglobal.org/xsd/imswl_v1p0',
};

export const SMALL_CARTRIDGES: Readonly<Record<AnyVersion, Files>> = {
  '1.0': new Map([...mapTexts(SMALL_CARTRIDGE, toVersion10)].filter(([path]) => path !== 'tool.xml')),
  '1.1': SMALL_CARTRIDGE,
  '1.2': mapTexts(SMALL_CARTRIDGE, toVersion12),
  '1.3': SMALL_CARTRIDGE_1_3,
  '1.4': SMALL_CARTRIDGE_1_4,
};
