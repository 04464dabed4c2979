/** The shapes of tests and question banks in the Common Cartridge profile (ccv1p2_qtiasiv1p2p1_v1p0.xsd). */
import { anyText, type ChildRule, MANY, oneOf, type Shape } from './shape.js';

const yesOrNo = { rule: oneOf('Yes', 'No') };
const needed = { required: true } as const;
const many = (shape: () => Shape, min = 0): ChildRule => ({ min, max: MANY, shape });
const one = (shape: () => Shape): ChildRule => ({ min: 1, shape });
const optional = (shape: () => Shape): ChildRule => ({ shape });

const EMPTY: Shape = {};
const LINK: Shape = { attributes: { linkrefid: needed } };
const MATERIAL_TEXT: Shape = {
  attributes: Object.fromEntries(
    ['texttype', 'charset', 'label', 'uri', 'width', 'height', 'x0', 'y0', 'lang', 'space'].map((name) => [
      name,
      {},
    ]),
  ),
  text: anyText,
};

const MATERIAL: Shape = {
  attributes: { label: {}, lang: {} },
  atLeast: 1,
  children: {
    mattext: many(() => MATERIAL_TEXT),
    matref: many(() => LINK),
    matbreak: many(() => EMPTY),
    altmaterial: { max: MANY },
  },
};

const FLOW_MATERIAL: Shape = {
  attributes: { class: {} },
  atLeast: 1,
  children: {
    flow_mat: many(() => FLOW_MATERIAL),
    material: many(() => MATERIAL),
    material_ref: many(() => LINK),
  },
};

const METADATA_FIELD: Shape = {
  attributes: { lang: {} },
  ordered: true,
  children: { fieldlabel: one(() => ({ text: anyText })), fieldentry: one(() => ({ text: anyText })) },
};
const METADATA: Shape = { children: { qtimetadatafield: many(() => METADATA_FIELD, 1) } };

const RESPONSE_LABEL: Shape = {
  attributes: { ident: needed, labelrefid: {}, rshuffle: yesOrNo, match_group: {}, match_max: {} },
  children: {
    material: many(() => MATERIAL),
    material_ref: many(() => LINK),
    flow_mat: many(() => FLOW_MATERIAL),
  },
};

const FLOW_LABEL: Shape = {
  attributes: { class: {} },
  atLeast: 1,
  children: { flow_label: many(() => FLOW_LABEL), response_label: many(() => RESPONSE_LABEL) },
};

const RENDERED: Readonly<Record<string, ChildRule>> = {
  material: many(() => MATERIAL),
  material_ref: many(() => LINK),
  response_label: many(() => RESPONSE_LABEL),
  flow_label: many(() => FLOW_LABEL),
};

const RENDER_CHOICE: Shape = {
  attributes: { shuffle: yesOrNo, minnumber: {}, maxnumber: {} },
  children: RENDERED,
};

const RENDER_FIB: Shape = {
  attributes: {
    ...Object.fromEntries(
      ['encoding', 'charset', 'rows', 'columns', 'maxchars', 'minnumber', 'maxnumber'].map((name) => [
        name,
        {},
      ]),
    ),
    prompt: { rule: oneOf('Asterisk', 'Box', 'Dashline', 'Underline') },
    fibtype: { rule: oneOf('Decimal', 'Integer', 'Scientific', 'String') },
  },
  children: RENDERED,
};

const RESPONSE: Shape = {
  attributes: {
    ident: needed,
    rcardinality: { rule: oneOf('Single', 'Multiple', 'Ordered') },
    rtiming: yesOrNo,
  },
  atLeast: 1,
  children: {
    material: { max: 2, shape: () => MATERIAL },
    material_ref: { max: 2, shape: () => LINK },
    render_choice: optional(() => RENDER_CHOICE),
    render_fib: optional(() => RENDER_FIB),
  },
};

const PRESENTATION: Shape = {
  attributes: Object.fromEntries(['label', 'lang', 'x0', 'y0', 'width', 'height'].map((name) => [name, {}])),
  atLeast: 1,
  children: {
    material: many(() => MATERIAL),
    response_lid: many(() => RESPONSE),
    response_str: many(() => RESPONSE),
  },
};

const COMPARISON: Shape = { attributes: { respident: needed, case: yesOrNo }, text: anyText };
const AND: Shape = { atLeast: 1, children: { not: many(() => NOT), varequal: many(() => COMPARISON) } };
const OR: Shape = AND;
const NOT: Shape = {
  atLeast: 1,
  children: { and: many(() => AND), or: many(() => OR), varequal: many(() => COMPARISON) },
};

const CONDITION: Shape = {
  atLeast: 1,
  children: {
    and: many(() => AND),
    other: many(() => EMPTY),
    varequal: many(() => COMPARISON),
    varsubstring: many(() => COMPARISON),
  },
};

const FEEDBACK_LINK: Shape = {
  attributes: {
    feedbacktype: { required: true, rule: oneOf('Response', 'Solution', 'Hint') },
    linkrefid: needed,
  },
  text: anyText,
};

const RESPONSE_CONDITION: Shape = {
  attributes: { title: {}, continue: yesOrNo },
  ordered: true,
  children: {
    conditionvar: one(() => CONDITION),
    setvar: many(() => ({ attributes: { varname: {}, action: { rule: oneOf('Set') } }, text: anyText })),
    displayfeedback: many(() => FEEDBACK_LINK),
  },
};

const SCORE: Shape = {
  attributes: {
    varname: { required: true, rule: oneOf('SCORE') },
    vartype: { rule: oneOf('Decimal', 'Integer') },
    minvalue: {},
    maxvalue: {},
  },
  text: anyText,
};

const PROCESSING: Shape = {
  ordered: true,
  children: {
    outcomes: one(() => ({ children: { decvar: one(() => SCORE) } })),
    respcondition: many(() => RESPONSE_CONDITION, 1),
  },
};

const FEEDBACK_MATERIAL: Shape = {
  atLeast: 1,
  children: { flow_mat: many(() => FLOW_MATERIAL), material: many(() => MATERIAL) },
};
const styled = { attributes: { feedbackstyle: { rule: oneOf('Complete') } } };

const FEEDBACK: Shape = {
  attributes: { ident: needed, title: {} },
  atLeast: 1,
  children: {
    flow_mat: many(() => FLOW_MATERIAL),
    material: many(() => MATERIAL),
    solution: many(() => ({ ...styled, children: { solutionmaterial: many(() => FEEDBACK_MATERIAL, 1) } })),
    hint: many(() => ({ ...styled, children: { hintmaterial: many(() => FEEDBACK_MATERIAL, 1) } })),
  },
};

/** One question. */
export const ITEM: Shape = {
  attributes: { ident: needed, title: {}, lang: {} },
  ordered: true,
  children: {
    itemmetadata: optional(() => ({ children: { qtimetadata: many(() => METADATA, 1) } })),
    presentation: optional(() => PRESENTATION),
    resprocessing: many(() => PROCESSING),
    itemfeedback: many(() => FEEDBACK),
  },
};

/** A test or bank; its questions are checked one by one as they pass. */
export const QUESTEST: Shape = {
  children: { assessment: optional(() => ASSESSMENT), objectbank: optional(() => BANK) },
  atLeast: 1,
};

const ASSESSMENT: Shape = {
  attributes: { ident: needed, title: needed, lang: {} },
  ordered: true,
  children: {
    qtimetadata: optional(() => METADATA),
    rubric: optional(() => ({ children: { material: one(() => MATERIAL) } })),
    presentation_material: optional(() => ({ children: { flow_mat: many(() => FLOW_MATERIAL, 1) } })),
    section: one(() => ({ attributes: { ident: needed, title: {}, lang: {} } })),
  },
};

const BANK: Shape = { attributes: { ident: needed }, children: { qtimetadata: optional(() => METADATA) } };
