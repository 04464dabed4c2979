/** Hot spot: places on a picture. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { attribute, elements, isElement, type XmlElement } from '../../../xml/tree.js';
import { xml } from '../../../xml/write.js';
import { type Comparison, type Condition, positives, use } from '../conditions.js';
import { lookup } from '../lookup.js';
import { shortened } from '../lost.js';
import { mediaAddress } from '../material.js';
import type { Label, Response } from '../presentation.js';
import { isAbout, labelIds } from './choices.js';
import {
  type InteractionFields,
  type InteractionHandler,
  type ItemBody,
  type ItemReading,
  type ItemWriting,
  scored,
} from './handler.js';
import { answerCondition, condition, equals, setScore } from './markup.js';

const RESPONSE = 'response1';
/**
 * What conditions are about: no response of the item. Canvas's importer gives up the whole package at a comparison
 * with a response that points; New Quizzes only looks at the labels.
 */
const AREAS = 'areas';

type HotSpot = QuestionOf<'hotSpot'>;
type Area = HotSpot['areas'][number];

const SHAPES: Readonly<Record<string, Area['shape']>> = {
  rectangle: 'rectangle',
  ellipse: 'ellipse',
  oval: 'ellipse',
  circle: 'circle',
  bounded: 'polygon',
  polygon: 'polygon',
  point: 'point',
};

/** As QTI 1.2 knows them; Canvas's importer gives up the whole package at any other. */
const AREA_TYPES: Readonly<Record<Area['shape'], string>> = {
  rectangle: 'rectangle',
  ellipse: 'ellipse',
  circle: 'ellipse',
  polygon: 'bounded',
  point: 'rectangle',
};

export const hotSpot: InteractionHandler<'hotSpot'> = {
  questionType: 'hot_spot_question',
  read,
  write,
  hasAnswer: ({ areas }) => areas.some(({ weight }) => weight === undefined || weight > 0),
};

function read(item: ItemReading): InteractionFields {
  const response = item.presentation.responses.find(isPointing);
  const { render } = response ?? {};
  if (response === undefined || render === undefined) return item.fail('it has no picture to point at');
  const picture = pictureOf(item, render);
  const ids = labelIds(response.labels);
  const areas = response.labels.flatMap((label, index) => readArea(item, label, ids[index] ?? '') ?? []);
  return {
    interaction: 'hotSpot',
    image: picture,
    areas: [...areas, ...areasInConditions(item)],
    ...(response.cardinality === 'multiple' ? { multiple: true } : {}),
    ...stemOf(item, response),
  };
}

/** The specification points with `response_lid` too, where the places are labels. */
function isPointing({ element, render }: Response): boolean {
  return element.name === 'response_xy' || render?.name === 'render_hotspot';
}

/** New Quizzes keeps the stem inside the response. */
function stemOf(item: ItemReading, response: Response): { stem?: string } {
  const outside = item.presentation.stem();
  return outside.trim() === '' ? { stem: item.html(response.html()) } : {};
}

/** The picture of the response, or the first one of the presentation (Blackboard shows it above the response). */
function pictureOf(item: ItemReading, render: XmlElement): string {
  const inside = pictures(render);
  const [picture] = inside.length > 0 ? inside : pictures(item.presentation.element ?? render);
  const material = elements(render, 'material').find(
    (one) => picture !== undefined && one.children.includes(picture),
  );
  if (material !== undefined) material.taken.self = true;
  const description = attribute(picture, 'label')?.trim() ?? '';
  if (description !== '') item.lose(`the description of its picture ("${shortened(description)}")`);
  const address = picture === undefined ? '' : mediaAddress(picture);
  return address === '' ? item.fail('it has no picture to point at') : item.address(address);
}

function pictures(element: XmlElement): XmlElement[] {
  return elements(element).flatMap((part) =>
    part.name === 'matimage' || part.name === 'matapplication' ? [part] : pictures(part),
  );
}

function readArea(item: ItemReading, label: Label, id: string): Area | undefined {
  const { element } = label;
  const type = attribute(element, 'rarea') ?? 'rectangle';
  const shape = attribute(element, 'shape') ?? type;
  const text = element.children.filter((node) => !isElement(node)).join('');
  const coordinates = readCoordinates(text);
  element.taken.text = true;
  if (coordinates.length === 0) {
    item.lose(`the area "${id}", which has no coordinates ("${shortened(text)}")`);
    return undefined;
  }
  const named = ({ test }: Condition) => positives(test).filter((comparison) => isAbout(comparison, id));
  const right = scored(item, 'best').find(([condition]) => named(condition).length > 0);
  if (right !== undefined) use(right[0], named(right[0]));
  const feedback = item.answerFeedback(id, (comparison) => isAbout(comparison, id));
  return {
    ...area(id, shape, coordinates),
    ...(right === undefined ? {} : { weight: right[1] }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

/** Blackboard and the specification: conditions say which area is right. */
function areasInConditions(item: ItemReading): Area[] {
  return scored(item, 'best').flatMap(([tested, weight], index) => {
    const inside = positives(tested.test).filter(
      ({ op, value }) => op === 'inside' && readCoordinates(value).length > 0,
    );
    if (inside.length > 0) use(tested, inside);
    return inside.map((comparison) => areaInCondition(comparison, `area_${index + 1}`, weight));
  });
}

function areaInCondition({ element, value }: Comparison, id: string, weight: number): Area {
  return { ...area(id, attribute(element, 'areatype') ?? 'rectangle', readCoordinates(value)), weight };
}

/** Coordinates that all lie between 0 and 1 are shares of the picture (New Quizzes). */
function area(id: string, shape: string, coordinates: number[]): Area {
  const isRelative = coordinates.length > 0 && coordinates.every((value) => value >= 0 && value <= 1);
  return {
    id,
    shape: lookup(SHAPES, shape.toLowerCase()) ?? 'rectangle',
    coordinates,
    ...(isRelative ? { relative: true } : {}),
  };
}

function readCoordinates(text: string): number[] {
  const numbers = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
  return numbers.every(Number.isFinite) ? numbers : [];
}

function write({ stem, image, areas, multiple }: HotSpot, item: ItemWriting): ItemBody {
  const labels = areas.map(({ id, shape, coordinates }) =>
    xml(
      'response_label',
      { ident: item.text(id), rarea: AREA_TYPES[shape], shape: isOther(shape) ? shape : undefined },
      coordinates.join(','),
    ),
  );
  const picture = xml('material', {}, xml('matimage', { uri: item.address(image) }));
  return {
    answerIds: [],
    presentation: xml(
      'flow',
      {},
      xml(
        'response_xy',
        { ident: RESPONSE, rcardinality: multiple === true ? 'Multiple' : 'Single', rtiming: 'No' },
        item.material(stem),
        xml('render_hotspot', {}, picture, labels),
      ),
    ),
    feedbackConditions: areas.flatMap(({ id, feedback }) =>
      answerCondition(equals(AREAS, item.text(id)), item.showAnswer(id, feedback)),
    ),
    conditions: areas.flatMap(({ id, weight }) =>
      weight === undefined
        ? []
        : [condition({ test: equals(AREAS, item.text(id)), score: setScore(weight), goesOn: true })],
    ),
  };
}

/** Whether QTI 1.2 has no word for it. */
function isOther(shape: Area['shape']): boolean {
  return shape === 'circle' || shape === 'point';
}
