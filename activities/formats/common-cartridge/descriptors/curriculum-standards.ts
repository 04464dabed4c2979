/** Reads alignments to curriculum standards (imscsmd 1.0 of CC 1.2 and 1.3, 1.1 of CC 1.4 with CASE). */
import { attribute, children, childValue, type XmlElement } from '../../xml/tree.js';
import type { StandardAlignment } from '../manifest-types.js';

/** Reads a `curriculumStandardsMetadataSet`; a label without a GUID is still unread. */
export function readCurriculumStandards(set: XmlElement): StandardAlignment[] {
  set.taken.self = true;
  return children(set, 'curriculumStandardsMetadata').flatMap((metadata) => {
    const provider = attribute(metadata, 'providerId');
    return children(metadata, 'setOfGUIDs').flatMap((guids) => {
      const region = attribute(guids, 'region');
      const version = attribute(guids, 'version');
      return children(guids, 'labelledGUID').flatMap((labelled) =>
        readLabelled(labelled, withoutBlank({ provider, region, version })),
      );
    });
  });
}

function readLabelled(
  labelled: XmlElement,
  origin: Pick<StandardAlignment, 'provider' | 'region' | 'version'>,
): StandardAlignment[] {
  const caseItemUri = childValue(labelled, 'caseItemURI');
  const guid = childValue(labelled, 'GUID') ?? caseItemUri;
  if (guid === undefined) return [];
  const label = childValue(labelled, 'label');
  return [{ ...origin, ...withoutBlank({ label, caseItemUri }), guid }];
}

function withoutBlank<Fields extends Record<string, string | undefined>>(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value.trim() !== '');
  return Object.fromEntries(kept) as Fields;
}
