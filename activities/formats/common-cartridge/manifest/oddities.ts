/** What a manifest as a whole does that Common Cartridge does not allow, or that nobody has specified yet. */
import type { Notice } from '../../../course/ledger.js';

interface Judged {
  readonly path: string;
  readonly organizations: number;
  readonly head: { readonly schema?: string; readonly schemaVersion?: string };
}

export function oddities({ path, organizations, head }: Judged): Notice[] {
  const notice = (code: string, sentence: string): Notice => ({
    severity: 'warning',
    code,
    message: `${path}: ${sentence}`,
    path,
  });
  const notices: Notice[] = [];
  if (organizations > 1)
    notices.push(
      notice(
        'several_organizations',
        `there are ${organizations} organizations, where a cartridge has one; the items of all were taken, one after the other.`,
      ),
    );
  if (isUnknownCartridge(head))
    notices.push(
      notice(
        'unknown_version',
        `the version is "${head.schemaVersion}"; known are Common Cartridge 1.0 to 1.4, so parts of it may not have been understood.`,
      ),
    );
  return notices;
}

/** Not asked of other content packages, which number their versions in their own way. */
function isUnknownCartridge({ schema = '', schemaVersion }: Judged['head']): boolean {
  return (
    schemaVersion !== undefined && /common cartridge/i.test(schema) && !/^1\.[0-4](\.|$)/.test(schemaVersion)
  );
}
