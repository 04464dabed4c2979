/** Search attributes: a server has to know them before a workflow may use one. */
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../workflows/attributes.js';

type AttributeType = (typeof SEARCH_ATTRIBUTES)[number]['type'];

/** What `temporal server start-dev --search-attribute` and the operator API (IndexedValueType) call a type. */
const TYPES: Record<AttributeType, { readonly flag: string; readonly indexedValueType: number }> = {
  KEYWORD: { flag: 'Keyword', indexedValueType: 2 },
  INT: { flag: 'Int', indexedValueType: 3 },
};

/** Arguments that make a dev server know our search attributes from its start. */
export function searchAttributeArguments(): string[] {
  return SEARCH_ATTRIBUTES.flatMap(({ name, type }) => ['--search-attribute', `${name}=${TYPES[type].flag}`]);
}

async function unregistered(connection: Connection, namespace: string) {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return SEARCH_ATTRIBUTES.filter(({ name }) => customAttributes?.[name] === undefined);
}

/**
 * Throws unless the server knows every search attribute. A dev server answers a moment before it does.
 */
export async function knowsSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await unregistered(connection, namespace);
  if (missing.length > 0) throw new Error(`search attribute ${missing[0]?.name} is not registered`);
}

/** Registers what the namespace lacks and returns the names. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const missing = await unregistered(connection, namespace);
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(
    missing.map(({ name, type }) => [name, TYPES[type].indexedValueType]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  return Object.keys(searchAttributes);
}
