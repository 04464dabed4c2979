/** What QTI 1.2.1 allows where: the attributes and children of every element, with a value for each attribute. */

export interface ElementRule {
  /** A value that means something: an unlikely word where any is allowed, a rare one where the values are listed. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly string[];
  readonly hasText: boolean;
}

/** Stands for any text: found again in what is read, or not. */
export const MARK = 'zq7zq';

const MATERIALS =
  'mattext matemtext matimage mataudio matvideo matapplet matapplication matref matbreak mat_extension';
const HEADS = 'qticomment duration qtimetadata objectives';
const TESTS =
  'varequal and or not unanswered other varlt varlte vargt vargte varsubset varinside varsubstring durequal durlt durlte durgt durgte var_extension';
const RESPONSES = 'response_lid response_xy response_str response_num response_grp';
const CONTROL = 'view=Tutor hintswitch=No solutionswitch=No feedbackswitch=No';
const RESPONSE = 'ident rcardinality=Ordered rtiming=Yes';
const EXTERNAL = 'label uri embedded=base64 entityref';
const PLACE = 'width=7 height=7 x0=7 y0=7';
const TEXT_BLOCK = `texttype=text/rtf label charset=utf-7 uri entityref lang space=preserve ${PLACE}`;

/** `name`, its attributes, its children; `#` for text. */
const RULES: readonly (readonly [name: string, attributes: string, children: string])[] = [
  ['questestinterop', '', 'qticomment objectbank assessment section item'],
  ['qticomment', 'lang', '#'],
  [
    'assessment',
    'title lang',
    `${HEADS} assessmentcontrol rubric presentation_material outcomes_processing assessproc_extension assessfeedback selection_ordering reference sectionref section`,
  ],
  ['objectbank', '', 'qticomment qtimetadata section item'],
  [
    'section',
    'title lang',
    `${HEADS} sectioncontrol sectionprecondition sectionpostcondition rubric presentation_material outcomes_processing sectionproc_extension sectionfeedback selection_ordering reference itemref item sectionref section`,
  ],
  [
    'item',
    'title label maxattempts=7 lang',
    'qticomment duration itemmetadata objectives itemcontrol itemprecondition itempostcondition itemrubric rubric presentation resprocessing itemproc_extension itemfeedback reference',
  ],
  ['qtimetadata', '', 'vocabulary qtimetadatafield'],
  ['vocabulary', 'uri entityref vocab_type', '#'],
  ['qtimetadatafield', 'lang', 'fieldlabel fieldentry'],
  ['fieldlabel', '', '#'],
  ['fieldentry', '', '#'],
  [
    'itemmetadata',
    '',
    'qtimetadata qmd_computerscored qmd_feedbackpermitted qmd_hintspermitted qmd_itemtype qmd_levelofdifficulty qmd_maximumscore qmd_renderingtype qmd_responsetype qmd_scoringpermitted qmd_solutionspermitted qmd_status qmd_timedependence qmd_timelimit qmd_toolvendor qmd_topic qmd_weighting qmd_material qmd_typeofsolution',
  ],
  ['duration', '', '#'],
  ['objectives', 'view=Tutor', 'qticomment material flow_mat'],
  ['assessmentcontrol', CONTROL, 'qticomment'],
  ['sectioncontrol', CONTROL, 'qticomment'],
  ['itemcontrol', CONTROL, 'qticomment'],
  ['rubric', 'view=Scorer', 'qticomment material flow_mat'],
  ['itemrubric', 'view=Scorer', 'material'],
  ['presentation_material', '', 'qticomment flow_mat'],
  [
    'outcomes_processing',
    'scoremodel=GuessingPenalty',
    'qticomment outcomes objects_condition processing_parameter map_output outcomes_feedback_test',
  ],
  ['objects_condition', '', 'qticomment outcomes_metadata'],
  ['outcomes_metadata', 'mdname mdoperator=EQ', '#'],
  ['processing_parameter', 'pname', '#'],
  ['map_output', 'varname', '#'],
  ['outcomes_feedback_test', 'title', 'test_variable displayfeedback'],
  ['test_variable', '', 'variable_test'],
  ['variable_test', 'varname testoperator=GT', '#'],
  ['assessproc_extension', '', '#'],
  ['sectionproc_extension', '', '#'],
  ['itemproc_extension', '', '#'],
  ['assessfeedback', 'view=Tutor ident title', 'qticomment material flow_mat'],
  ['sectionfeedback', 'view=Tutor ident title', 'qticomment material flow_mat'],
  ['selection_ordering', 'sequence_type=Repeat', 'qticomment sequence_parameter selection order'],
  ['sequence_parameter', 'pname', '#'],
  [
    'selection',
    '',
    'sourcebank_ref selection_number selection_metadata and_selection or_selection not_selection selection_extension',
  ],
  ['sourcebank_ref', '', '#'],
  ['selection_number', '', '#'],
  ['selection_metadata', 'mdname mdoperator=EQ', '#'],
  ['and_selection', '', 'selection_metadata and_selection or_selection not_selection'],
  ['or_selection', '', 'selection_metadata and_selection or_selection not_selection'],
  ['not_selection', '', 'selection_metadata and_selection or_selection not_selection'],
  ['selection_extension', '', '#'],
  ['order', 'order_type=Parameter', 'order_extension'],
  ['order_extension', '', '#'],
  ['reference', '', `qticomment material ${MATERIALS}`],
  ['sectionref', 'linkrefid lang', '#'],
  ['itemref', 'linkrefid lang', '#'],
  ['sectionprecondition', '', '#'],
  ['sectionpostcondition', '', '#'],
  ['itemprecondition', '', '#'],
  ['itempostcondition', '', '#'],
  ['presentation', `label lang ${PLACE}`, `qticomment flow material ${RESPONSES}`],
  ['flow', 'class', `qticomment flow material material_ref ${RESPONSES}`],
  ['flow_mat', 'class', 'qticomment flow_mat material material_ref'],
  ['material', 'label lang', `qticomment ${MATERIALS} altmaterial`],
  ['altmaterial', 'lang', `qticomment ${MATERIALS}`],
  ['material_ref', 'linkrefid', ''],
  ['matref', 'linkrefid', ''],
  ['mattext', TEXT_BLOCK, '#'],
  ['matemtext', TEXT_BLOCK, '#'],
  ['matimage', `imagtype=image/x-rare ${EXTERNAL} ${PLACE}`, '#'],
  ['mataudio', `audiotype=audio/x-rare ${EXTERNAL}`, '#'],
  ['matvideo', `videotype=video/x-rare ${EXTERNAL} ${PLACE}`, '#'],
  ['matapplet', `${EXTERNAL} ${PLACE}`, '#'],
  ['matapplication', `apptype=x-rare/x ${EXTERNAL}`, '#'],
  ['matbreak', '', ''],
  ['mat_extension', '', '#'],
  ...RESPONSES.split(' ').map((name): [string, string, string] => [
    name,
    name === 'response_num' ? `${RESPONSE} numtype=Scientific` : RESPONSE,
    'material material_ref render_choice render_hotspot render_slider render_fib render_extension',
  ]),
  [
    'render_choice',
    'shuffle=Yes minnumber=7 maxnumber=7',
    'material material_ref response_label flow_label response_na',
  ],
  [
    'render_hotspot',
    'showdraw=Yes minnumber=7 maxnumber=7',
    'material material_ref response_label response_na',
  ],
  [
    'render_slider',
    'orientation=Vertical lowerbound=7 upperbound=70 step=7 startval=14 steplabel=Yes minnumber=7 maxnumber=7',
    'material material_ref response_label response_na',
  ],
  [
    'render_fib',
    'encoding charset rows=7 columns=7 maxchars=7 prompt=Dashline fibtype=Scientific minnumber=7 maxnumber=7',
    'material material_ref response_label flow_label response_na',
  ],
  ['render_extension', '', '#'],
  ['response_na', '', '#'],
  ['flow_label', 'class', 'qticomment flow_label response_label'],
  [
    'response_label',
    'ident labelrefid rshuffle=No rarea=Ellipse rrange=Range match_group match_max=7',
    '# qticomment material material_ref flow_mat',
  ],
  ['resprocessing', 'scoremodel=GuessingPenalty', 'qticomment outcomes respcondition itemproc_extension'],
  ['outcomes', '', 'qticomment decvar interpretvar'],
  ['decvar', 'varname vartype=Enumerated defaultval=7 minvalue=7 maxvalue=7 members cutvalue=7', '#'],
  ['interpretvar', 'view=Tutor varname', 'material material_ref'],
  [
    'respcondition',
    'title continue=Yes',
    'qticomment conditionvar setvar displayfeedback respcond_extension',
  ],
  ['respcond_extension', '', '#'],
  ['conditionvar', '', TESTS],
  ['and', '', TESTS],
  ['or', '', TESTS],
  ['not', '', TESTS],
  ['other', '', '#'],
  ['unanswered', 'respident', '#'],
  ...['varequal', 'varsubstring'].map((name): [string, string, string] => [
    name,
    'respident case=Yes index=7',
    '#',
  ]),
  ...['varlt', 'varlte', 'vargt', 'vargte', 'durequal', 'durlt', 'durlte', 'durgt', 'durgte'].map(
    (name): [string, string, string] => [name, 'respident index=7', '#'],
  ),
  ['varsubset', 'respident setmatch=Partial index=7', '#'],
  ['varinside', 'areatype=Ellipse respident index=7', '#'],
  ['var_extension', '', '#'],
  ['setvar', 'varname action=Divide', '#'],
  ['displayfeedback', 'feedbacktype=Hint linkrefid', '#'],
  ['itemfeedback', 'view=Tutor ident title', 'qticomment flow_mat material solution hint'],
  ['solution', 'feedbackstyle=Incremental', 'qticomment solutionmaterial'],
  ['hint', 'feedbackstyle=Incremental', 'qticomment hintmaterial'],
  ['solutionmaterial', '', 'qticomment material flow_mat'],
  ['hintmaterial', '', 'qticomment material flow_mat'],
];

const words = (text: string) => text.split(' ').filter((word) => word !== '');

export const SPECIFICATION: ReadonlyMap<string, ElementRule> = new Map(
  RULES.map(([name, attributes, children]) => [
    name,
    {
      attributes: Object.fromEntries(
        words(attributes).map((attribute) => {
          const [key = '', value = MARK] = attribute.split('=');
          return [key, value];
        }),
      ),
      children: words(children).filter((child) => child !== '#'),
      hasText: words(children).includes('#'),
    },
  ]),
);
