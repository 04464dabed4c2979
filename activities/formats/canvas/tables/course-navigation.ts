/** The course navigation: a list of tabs as JSON inside an element. */
import type { z } from 'zod';
import type { Course, navigationTab } from '../../../course/model/course.js';
import type { Codec, WriteScope } from '../fields/codec.js';

type Tab = z.infer<typeof navigationTab>;

const TOOL = 'context_external_tool_';

/** A tab's other keys live on in the spelling that is kept as long as the model says the same. */
export const tabs: Codec<NonNullable<Course['navigation']>> = {
  read: (json) => {
    const list = parse(json);
    return Array.isArray(list) ? list.map(readTab).filter((tab) => tab !== undefined) : undefined;
  },
  write: (list, scope) => JSON.stringify(list.map((tab) => writeTab(tab, scope))),
  spellings: true,
};

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function readTab(value: unknown): Tab | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, label, hidden, position, url } = value as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const tool = typeof id === 'string' && id.startsWith(TOOL) ? id.slice(TOOL.length) : '';
  return {
    id: tool === '' ? id : TOOL.slice(0, -1),
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof hidden === 'boolean' ? { hidden } : {}),
    ...(typeof position === 'number' ? { position } : {}),
    ...(tool === '' ? {} : { tool: { kind: 'externalTool', migrationId: tool } }),
    ...(typeof url === 'string' ? { url } : {}),
  };
}

function writeTab({ tool, ...tab }: Tab, { identifier }: WriteScope): Tab {
  return tool === undefined ? tab : { ...tab, id: `${TOOL}${identifier(tool)}` };
}
