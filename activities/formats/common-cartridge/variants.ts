/** CC 1.3 variants: of resources that are the same content in other forms, the one to import. */
import type { Manifest, ManifestResource } from './manifest-types.js';

/**
 * The resources that another one stands for, by identifier. A variant is to be preferred where its type is supported:
 * the chain is followed once, its last usable member is taken, and no other is imported beside it. A form that is not
 * usable itself keeps its files, unless it names the one that was taken.
 */
export function chooseVariants(
  { resources }: Pick<Manifest, 'resources'>,
  isUsable: (resource: ManifestResource) => boolean,
): ReadonlyMap<string, string> {
  const replacedBy = new Map<string, string>();
  const seen = new Set<string>();
  const heads = namedByNobody(resources);
  for (const resource of [...heads, ...resources.values()]) {
    if (resource.variants.length === 0 || seen.has(resource.identifier)) continue;
    const group = groupOf(resource, resources, seen);
    const chosen = group.find(isUsable);
    for (const member of group) {
      const isReplaced = member !== chosen && (isUsable(member) || member.variants.length > 0);
      if (chosen !== undefined && isReplaced) replacedBy.set(member.identifier, chosen.identifier);
    }
  }
  return replacedBy;
}

/** Where chains begin; resources that only name each other are taken in their order. */
function namedByNobody(resources: Manifest['resources']): ManifestResource[] {
  const named = new Set([...resources.values()].flatMap(({ variants }) => variants));
  return [...resources.values()].filter(({ identifier }) => !named.has(identifier));
}

/** A resource and its variants, theirs before themselves: the most preferred first. */
function groupOf(
  resource: ManifestResource,
  resources: Manifest['resources'],
  seen: Set<string>,
): ManifestResource[] {
  seen.add(resource.identifier);
  const variants = resource.variants.flatMap((identifier) => {
    const variant = resources.get(identifier);
    return variant === undefined || seen.has(identifier) ? [] : groupOf(variant, resources, seen);
  });
  return [...variants, resource];
}
