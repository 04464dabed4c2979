/** The shapes of LOM: strict in 1.1 and 1.2 (ccv1p1_lommanifest, ccv1p1_lomresource), open in 1.3. */
import { VOCABULARIES } from '../writer/lom.js';
import { anyText, type ChildRule, MANY, oneOf, type Shape, type TextRule } from './shape.js';
import type { VersionRules } from './versions.js';

const STRING: Shape = { attributes: { language: {} }, text: anyText };
const LANGUAGE_STRING: Shape = { children: { string: { max: MANY, shape: () => STRING } } };
const TEXT: Shape = { text: anyText };

const text: ChildRule = { shape: () => TEXT };
const texts: ChildRule = { max: MANY, shape: () => TEXT };
const languageText: ChildRule = { shape: () => LANGUAGE_STRING };
const languageTexts: ChildRule = { max: MANY, shape: () => LANGUAGE_STRING };

/** The LOM of a manifest or item, or of a resource. */
export function lomShape(version: VersionRules, of: 'manifest' | 'resource'): Shape {
  if (of === 'resource' && !version.openResources)
    return { children: { educational: { min: 1, max: MANY, shape: () => resourceEducational(version) } } };
  return {
    children: {
      general: { shape: () => GENERAL },
      lifeCycle: { shape: () => lifeCycle(version) },
      technical: { shape: () => ({ children: { format: texts } }) },
      educational: { max: MANY, shape: () => manifestEducational(version) },
      rights: { shape: () => rights(version) },
      relation: { max: MANY, shape: () => relation(version) },
      classification: { max: MANY },
      ...(version.openResources ? { metaMetadata: {}, annotation: { max: MANY } } : {}),
    },
  };
}

const IDENTIFIER: Shape = { children: { catalog: text, entry: text } };

const GENERAL: Shape = {
  children: {
    identifier: { max: MANY, shape: () => IDENTIFIER },
    title: languageText,
    language: texts,
    description: languageTexts,
    keyword: languageTexts,
    coverage: languageTexts,
    structure: {},
    aggregationLevel: {},
  },
};

function lifeCycle(version: VersionRules): Shape {
  const contribute: Shape = {
    children: {
      role: value(version, oneOf(...VOCABULARIES.contributorRole)),
      entity: texts,
      date: { shape: () => ({ children: { dateTime: text, description: languageText } }) },
    },
  };
  return {
    children: {
      contribute: { min: version.openResources ? 0 : 1, max: MANY, shape: () => contribute },
      ...(version.openResources ? { version: languageText, status: {} } : {}),
    },
  };
}

function rights(version: VersionRules): Shape {
  const yesOrNo = value(version, oneOf(...VOCABULARIES.copyright));
  return { children: { cost: yesOrNo, copyrightAndOtherRestrictions: yesOrNo, description: languageText } };
}

function relation(version: VersionRules): Shape {
  const resource: Shape = {
    children: { identifier: { max: MANY, shape: () => IDENTIFIER }, description: languageTexts },
  };
  return {
    children: {
      kind: value(version, oneOf(...VOCABULARIES.relationKind)),
      resource: { shape: () => resource },
    },
  };
}

/** `<value>` of a vocabulary; 1.3 allows any word and names its source. */
function value(version: VersionRules, rule: TextRule): ChildRule {
  if (version.openResources) return { shape: () => ({ children: { source: text, value: text } }) };
  return { shape: () => ({ children: { value: { min: 1, shape: () => ({ text: rule }) } } }) };
}

function endUserRole(version: VersionRules): Shape {
  return {
    ordered: true,
    children: {
      source: { min: 1, shape: () => ({ text: oneOf(version.rolesSource, 'IMSGLC_CC_Rolesv1p1') }) },
      value: { min: 1, shape: () => ({ text: oneOf('Instructor', 'Learner', 'Mentor') }) },
    },
  };
}

function resourceEducational(version: VersionRules): Shape {
  return {
    ordered: true,
    children: { context: {}, intendedEndUserRole: { min: 1, max: MANY, shape: () => endUserRole(version) } },
  };
}

function manifestEducational(version: VersionRules): Shape {
  const rest = version.openResources ? OPEN_EDUCATIONAL : {};
  return {
    children: {
      learningResourceType: { max: MANY, ...(version.openResources ? {} : { min: 1 }) },
      context: { max: MANY },
      intendedEndUserRole: { max: MANY, shape: () => endUserRole(version) },
      ...rest,
    },
  };
}

const OPEN_EDUCATIONAL: Readonly<Record<string, ChildRule>> = {
  interactivityType: {},
  interactivityLevel: {},
  semanticDensity: {},
  typicalAgeRange: { max: MANY },
  difficulty: {},
  typicalLearningTime: {},
  description: {},
  language: { max: MANY },
};
