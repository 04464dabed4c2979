/** Small pieces of QTI 1.2 in the spellings of different exporters, to put items together from. */

export const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
export const metadata = (...fields: readonly string[]) =>
  `<itemmetadata><qtimetadata>${fields.join('')}</qtimetadata></itemmetadata>`;
export const material = (html: string) =>
  `<material><mattext texttype="text/html"><![CDATA[${html}]]></mattext></material>`;
export const label = (ident: string, html: string) =>
  `<response_label ident="${ident}">${material(html)}</response_label>`;
export const choices = (ident: string, cardinality: string, ...labels: readonly string[]) =>
  `<response_lid ident="${ident}" rcardinality="${cardinality}"><render_choice>${labels.join('')}</render_choice></response_lid>`;
export const blank = (ident: string, attributes = '') =>
  `<response_str ident="${ident}" rcardinality="Single"><render_fib ${attributes}/></response_str>`;
export const equal = (response: string, value: string) =>
  `<varequal respident="${response}">${value}</varequal>`;
export const when = (test: string, then = '', attributes = '') =>
  `<respcondition ${attributes}><conditionvar>${test}</conditionvar>${then}</respcondition>`;
export const set = (value: string | number, action = 'Set') =>
  `<setvar varname="SCORE" action="${action}">${value}</setvar>`;
export const show = (ident: string) => `<displayfeedback feedbacktype="Response" linkrefid="${ident}"/>`;
export const processing = (conditions: string, maximum: string | number = 100) =>
  `<resprocessing><outcomes><decvar varname="SCORE" vartype="Decimal" minvalue="0" maxvalue="${maximum}"/></outcomes>${conditions}</resprocessing>`;
export const feedback = (ident: string, html: string) =>
  `<itemfeedback ident="${ident}"><flow_mat>${material(html)}</flow_mat></itemfeedback>`;
export const item = (ident: string, ...parts: readonly string[]) =>
  `<item ident="${ident}">${parts.join('')}</item>`;
export const presentation = (...parts: readonly string[]) => `<presentation>${parts.join('')}</presentation>`;

/** Blackboard's flows round formatted text. */
export const blackboardText = (html: string, type = 'HTML') =>
  `<flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="${type}"><![CDATA[${html}]]></mat_formattedtext></mat_extension></material></flow>`;
export const blackboard = (type: string, ...response: readonly string[]) =>
  `<item maxattempts="0"><itemmetadata><bbmd_asi_object_id>_7_1</bbmd_asi_object_id><bbmd_questiontype>${type}</bbmd_questiontype><qmd_absolutescore_max>10.0</qmd_absolutescore_max><qmd_weighting>0.0</qmd_weighting></itemmetadata><presentation><flow class="Block"><flow class="QUESTION_BLOCK">${blackboardText('Which?')}</flow>${response[0] ?? ''}</flow></presentation>${response.slice(1).join('')}</item>`;

/** One sound question, for files that are about something else. */
export const anyItem = (ident: string) =>
  item(
    ident,
    metadata(field('question_type', 'text_only_question')),
    presentation(material(`Read ${ident}.`)),
  );
