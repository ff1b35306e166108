import type { Brief } from '../recipients/channel.port.js';
import { dayInFigures, type DigestItem, type SectionKey } from './digest.js';

const OCCASIONS: Readonly<Partial<Record<SectionKey, Brief['occasion']>>> = {
  assigned: 'assigned',
  returned: 'returned',
  urged: 'urged',
  overdue: 'due',
  'due-today': 'due',
  'due-soon': 'due',
};

interface Told {
  readonly items: readonly DigestItem[];
  readonly name: string;
  readonly authority: string;
  readonly planNumbers: readonly (string | null)[];
  readonly publicUrl: string;
}

/** The letter in a few words: how many, of which plan, by when; one task has its own link, several the list of what awaits the reader. */
export const briefOf = ({ items, name, authority, planNumbers, publicUrl }: Told): Brief => {
  const sections = new Set(items.map(({ section }) => OCCASIONS[section] ?? 'other'));
  const [occasion] = sections;
  const urls = new Set(items.map(({ url }) => url));
  const [url] = urls;
  const [due] = items.flatMap((item) => item.due ?? []).sort();
  const numbers = new Set(planNumbers);
  const [number] = numbers;
  return {
    occasion: sections.size === 1 && occasion !== undefined ? occasion : 'other',
    count: items.length,
    name,
    authority,
    planNumber: numbers.size === 1 ? (number ?? null) : null,
    due: due === undefined ? null : dayInFigures(due),
    url: urls.size === 1 && url !== undefined ? url : publicUrl,
  };
};
