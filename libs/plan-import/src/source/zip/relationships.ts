import path from 'node:path';
import type { Archive } from './archive.js';
import { walkXml } from '../xml/walk-xml.js';

export interface Relationship {
  readonly id: string;
  /** The last word of its type, such as "styles". */
  readonly kind: string;
  /** Full name of the part it leads to. */
  readonly target: string;
}

/** The relationships of a part (of the whole file: the empty name); those that lead out of the file are left out. */
export const relationshipsOf = async (archive: Archive, part: string): Promise<readonly Relationship[]> => {
  const folder = path.posix.dirname(part);
  const xml = await archive.text(path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`));
  const found: Relationship[] = [];
  if (xml === null) return found;
  walkXml(xml, {
    open: ({ name, attribute }) => {
      if (name !== 'rel:Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      found.push({
        id: attribute('Id') ?? '',
        kind: attribute('Type')?.split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return found;
};
