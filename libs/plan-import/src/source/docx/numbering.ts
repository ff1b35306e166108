import { walkXml, type XmlElement, type XmlHandler } from '../xml/walk-xml.js';

interface Level {
  readonly format: string;
  /** "%1.%2" */
  readonly text: string;
  readonly start: number;
}

interface List {
  readonly abstract: string;
  readonly startOverrides: ReadonlyMap<number, number>;
}

/** The list that a paragraph belongs to and its level in it. */
export interface ListPlace {
  readonly list: string;
  readonly level: number;
}

const romans: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const roman = (value: number): string => {
  let left = Math.min(Math.max(value, 0), 399);
  let text = '';
  for (const [size, letters] of romans) {
    text += letters.repeat(Math.floor(left / size));
    left %= size;
  }
  return text;
};
const letter = (value: number): string => String.fromCharCode(64 + (((value - 1) % 26) + 1)).repeat(Math.floor((value - 1) / 26) + 1);

const figure = (value: number, format: string): string => {
  if (format === 'upperRoman') return roman(value);
  if (format === 'lowerRoman') return roman(value).toLowerCase();
  if (format === 'upperLetter') return letter(value);
  if (format === 'lowerLetter') return letter(value).toLowerCase();
  return format === 'decimalZero' ? String(value).padStart(2, '0') : String(value);
};

/** Numbers and dashes that Word itself sets before the paragraphs of lists: they stand nowhere in the text. */
export class Numbering {
  private readonly levels = new Map<string, Map<number, Level>>();
  private readonly lists = new Map<string, List>();
  private readonly counters = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  constructor(xml: string | null) {
    if (xml !== null) this.read(xml);
  }

  /** What stands before the next paragraph of a list; empty where nothing does. */
  label({ list: id, level }: ListPlace): string {
    const list = this.lists.get(id);
    const own = list === undefined ? undefined : this.levels.get(list.abstract)?.get(level);
    if (list === undefined || own === undefined || own.format === 'none') return '';
    if (own.format === 'bullet') return /^[+*–-]$/u.test(own.text) ? own.text : '-';
    const counters = this.count(id, list, level, own);
    return own.text.replace(/%([1-9])/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = this.levels.get(list.abstract)?.get(at)?.format ?? 'decimal';
      return figure(counters[at] ?? this.levels.get(list.abstract)?.get(at)?.start ?? 1, format);
    });
  }

  private count(id: string, list: List, level: number, own: Level): readonly number[] {
    const counters = this.counters.get(list.abstract) ?? [];
    this.counters.set(list.abstract, counters);
    const first = `${id}:${String(level)}`;
    const override = this.begun.has(first) ? undefined : list.startOverrides.get(level);
    this.begun.add(first);
    const before = counters[level];
    counters[level] = override ?? (before === undefined ? own.start : before + 1);
    counters.length = level + 1;
    return counters;
  }

  private read(xml: string): void {
    const reader = new NumberingReader(this.levels, this.lists);
    walkXml(xml, reader);
  }
}

interface OpenLevel {
  format: string;
  text: string;
  start: number;
}

interface OpenList {
  readonly id: string;
  abstract: string;
  readonly startOverrides: Map<number, number>;
}

/** Fills the levels of abstract lists and the lists that use them. */
class NumberingReader implements XmlHandler {
  private abstract = '';
  private list: OpenList | null = null;
  private at = 0;
  private level: OpenLevel | null = null;

  constructor(
    private readonly levels: Map<string, Map<number, Level>>,
    private readonly lists: Map<string, List>,
  ) {}

  open({ name, attribute }: XmlElement): void {
    const value = attribute('val') ?? '';
    if (this.level !== null) this.openLevelProperty(this.level, name, value);
    else if (name === 'w:lvl' || name === 'w:lvlOverride') this.openLevel(name, Number(attribute('ilvl')));
    else if (name === 'w:abstractNum') this.abstract = attribute('abstractNumId') ?? '';
    else this.openList(name, attribute('numId') ?? '', value);
  }

  private openList(name: string, id: string, value: string): void {
    if (name === 'w:num') this.list = { id, abstract: '', startOverrides: new Map() };
    else if (name === 'w:abstractNumId' && this.list !== null) this.list.abstract = value;
    else if (name === 'w:startOverride') this.list?.startOverrides.set(this.at, Number(value));
  }

  close(name: string): void {
    if (name === 'w:lvl' && this.level !== null) {
      const levels = this.levels.get(this.abstract) ?? new Map<number, Level>();
      if (this.list === null) this.levels.set(this.abstract, levels.set(this.at, this.level));
      this.level = null;
    } else if (name === 'w:num' && this.list !== null) {
      this.lists.set(this.list.id, this.list);
      this.list = null;
    }
  }

  text(): void {
    // Definitions of lists have no text of their own.
  }

  private openLevel(name: string, at: number): void {
    this.at = at;
    if (name === 'w:lvl') this.level = { format: 'decimal', text: '', start: 1 };
  }

  private openLevelProperty(level: OpenLevel, name: string, value: string): void {
    if (name === 'w:numFmt') level.format = value;
    else if (name === 'w:lvlText') level.text = value;
    else if (name === 'w:start') level.start = Number(value);
  }
}

/** The lists that paragraph styles put their paragraphs in, by style id. */
export const listStyles = (xml: string | null): ReadonlyMap<string, ListPlace> => {
  const own = new Map<string, { list: string | null; level: number; basedOn: string | null }>();
  let style: { list: string | null; level: number; basedOn: string | null } | null = null;
  if (xml === null) return new Map();
  walkXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 'w:style') {
        style = { list: null, level: 0, basedOn: null };
        own.set(attribute('styleId') ?? '', style);
      } else if (style === null) return;
      else if (name === 'w:basedOn') style.basedOn = attribute('val');
      else if (name === 'w:numId') style.list = attribute('val');
      else if (name === 'w:ilvl') style.level = Number(attribute('val'));
    },
    close: (name) => {
      if (name === 'w:style') style = null;
    },
    text: () => undefined,
  });
  const found = new Map<string, ListPlace>();
  for (const id of own.keys()) {
    let at = own.get(id);
    for (let steps = 0; at !== undefined && at.list === null && steps < 20; steps += 1) at = own.get(at.basedOn ?? '');
    if (at !== undefined && at.list !== null && at.list !== '0') found.set(id, { list: at.list, level: at.level });
  }
  return found;
};
