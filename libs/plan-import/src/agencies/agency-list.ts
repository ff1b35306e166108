import type { AgencyRef } from '#contracts';
import type { Resembling } from './abbreviated-name.js';
import type { AgencyIndex, Known } from './agency-index.js';
import {
  afterEverywhere,
  afterQualifiers,
  beginsBody,
  collectiveAt,
  LONGEST_PHRASE,
  openPhraseAt,
  territorialGroupAt,
  wordsFrom,
} from './body-grammar.js';
import { remembering } from './remembering.js';
import { isWord, tokenise, type Token } from './tokens.js';

export type AgencyDoubt =
  | { readonly code: 'unknown-agency' | 'doubled-word' | 'authority-unnamed'; readonly text: string }
  | { readonly code: 'abbreviation' | 'similar-agency' | 'agency-remembered'; readonly text: string; readonly id: string };

export interface AgencyList {
  readonly refs: readonly AgencyRef[];
  readonly doubts: readonly AgencyDoubt[];
}

/** What lists of agencies are read with. */
export interface AgencyReader {
  readonly index: AgencyIndex;
  /** The one agency that a text shortens or spells otherwise; null where there is none or there are several. */
  readonly resembling: (text: string) => Resembling | null;
}

export const authority = /^(?:cac )?(?:cap|co quan|nguoi) co tham quyen\b/u;
const separators = new Set([',', ';', '.', '\n', '/', 'va', 'cung', 'voi', ':', ')', '(', '-']);

/** The word that "các Sở: A, B, C" puts before each of A, B, C, with the index after the colon. */
const headOfList = (tokens: readonly Token[], from: number): { readonly words: string; readonly end: number } | null => {
  const patterns: readonly (readonly [RegExp, string])[] = [
    [/^(?:cac )?so(?:,? (?:ban|nganh|,))* :/u, 'Sở'],
    [/^(?:ubnd )?(?:cac )?huyen(?:,? (?:thanh pho|thi xa))* :/u, 'UBND huyện'],
    [/^(?:ubnd )?(?:cac )?xa(?:,? (?:phuong|thi tran|dac khu))* :/u, 'UBND xã'],
    [/^(?:ubnd )?(?:cac )?phuong :/u, 'UBND phường'],
    [/^(?:cac )?ban :/u, 'Ban'],
    [/^(?:cac )?phong :/u, 'Phòng'],
    [/^(?:cac )?hoi :/u, 'Hội'],
  ];
  const text = wordsFrom(tokens, from, 8);
  const found = patterns.find(([pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const colon = tokens.slice(from, from + 8).findIndex(({ norm }) => norm === ':');
  return { words: found[1], end: from + colon + 1 };
};

/** They part where a name begins behind them, and stand within names as well. */
const weakMarks = new Set([',', '/', '\n', 'va', 'cung']);
/** "Thanh tra Sở", "Giám đốc Sở": the name goes on through its "Sở". */
const ofADepartment = /^(?:thuoc|cua|tra|phong|tai|doc)$/u;

interface Found {
  readonly end: number;
  readonly known: Known;
  readonly doubled: boolean;
}

/** Reads one agency list. Every word of the text lands in a ref; what is not in the directory stays unresolved. */
class ListReader {
  private readonly tokens: readonly Token[];
  private readonly refs: AgencyRef[] = [];
  private readonly doubts: AgencyDoubt[] = [];
  /** The word that a list head such as "các Sở:" gives to what follows. */
  private prefix: string | null = null;
  /** The head said so itself, with its colon or its "các": whatever follows leans on it. */
  private explicit = false;

  constructor(
    private readonly text: string,
    private readonly reader: AgencyReader,
  ) {
    this.tokens = tokenise(text);
  }

  read(): AgencyList {
    let at = 0;
    while (at < this.tokens.length) at = this.step(at);
    return { refs: this.refs, doubts: this.doubts };
  }

  private get index(): AgencyIndex {
    return this.reader.index;
  }

  private step(at: number): number {
    const token = this.tokens[at];
    if (!isWord(token) || separators.has(token.norm)) return at + 1;
    const head = headOfList(this.tokens, at) ?? this.headWithoutColon(at);
    if (head !== null) {
      this.prefix = head.words;
      this.explicit = true;
      return head.end;
    }
    const found = this.match(at);
    return found === null ? this.takeUnresolved(at) : this.take(at, found);
  }

  /** "các Sở Xây dựng, Tài chính": a head without its colon, before a name that is known with it. */
  private headWithoutColon(at: number): { readonly words: string; readonly end: number } | null {
    const text = wordsFrom(this.tokens, at, 3);
    const heads: readonly (readonly [RegExp, string, number])[] = [
      [/^cac so /u, 'Sở', 2],
      [/^ubnd cac huyen/u, 'UBND huyện', 3],
      [/^cac huyen /u, 'UBND huyện', 2],
    ];
    for (const [pattern, words, length] of heads) {
      if (!pattern.test(text) || !isWord(this.tokens[at + length])) continue;
      const prefix = tokenise(words);
      const match = this.index.longest([...prefix, ...this.tokens.slice(at + length, at + length + LONGEST_PHRASE)], 0);
      if (match !== null && match.known.kind !== 'group' && match.end > prefix.length) return { words, end: at + length };
    }
    return null;
  }

  private match(at: number): Found | null {
    const plain = this.index.longest(this.tokens, at);
    const open = openPhraseAt(this.tokens, at);
    if (open !== null && this.index.openGroup !== null && open > (plain?.end ?? at)) {
      return { end: open, known: { kind: 'group', id: this.index.openGroup, remembered: false }, doubled: this.hasDoubled(at, open) };
    }
    // "UBND các huyện, thành phố, thị xã" is more than the "UBND các huyện, thành phố" of a directory.
    if (plain?.known.kind === 'group' && (territorialGroupAt(this.tokens, at, this.text) ?? 0) > plain.end) return null;
    const direct = plain === null ? null : this.ending(at, plain);
    return direct ?? this.matchWithPrefix(at);
  }

  /** "Sở Xây dựng, Tài chính": a later name may lean on the first one's "Sở". */
  private matchWithPrefix(at: number): Found | null {
    if (this.prefix === null) return null;
    const head = tokenise(this.prefix);
    const leaning = [...head, ...this.tokens.slice(at, at + LONGEST_PHRASE)];
    const match = this.index.longest(leaning, 0);
    return match === null ? null : this.ending(at, { ...match, end: match.end - head.length + at });
  }

  /** A match counts where the name ends: "UBND tỉnh" does not match the beginning of another province's name. */
  private ending(at: number, match: Found): Found | null {
    const end = afterEverywhere(this.tokens, this.index.skipQualifier(this.tokens, match.end));
    for (const candidate of [end, match.end]) {
      if (candidate > at && this.endsAt(candidate)) return { ...match, end: candidate };
    }
    return null;
  }

  private endsAt(at: number): boolean {
    const token = this.tokens[at];
    if (token === undefined || !isWord(token) || separators.has(token.norm)) return true;
    return this.index.longest(this.tokens, at) !== null || headOfList(this.tokens, at) !== null || this.beginsUpper(at);
  }

  /** "Sở Khoa học và Công nghệ Sở Công Thương": a capital begins the next body where the comma is missing. */
  private beginsUpper(at: number): boolean {
    return /^\p{Lu}/u.test(this.slice(at, at + 1)) && beginsBody(this.tokens, at);
  }

  private take(at: number, found: Found): number {
    const { kind, id, remembered } = found.known;
    const text = this.slice(at, found.end);
    if (kind === 'standard') this.unresolve(this.withPrefix(at, text));
    else {
      this.refs.push({ text, kind, id });
      if (remembered && id !== null) this.doubts.push({ code: 'agency-remembered', text, id });
      else if (/^[\p{Lu}&]{2,}$/u.test(text) && id !== null) this.doubts.push({ code: 'abbreviation', text, id });
    }
    if (found.doubled) this.doubts.push({ code: 'doubled-word', text });
    if (kind === 'group') this.prefix = null;
    else if (this.tokens[at]?.norm === 'so') this.leanOn('Sở');
    return found.end;
  }

  private leanOn(prefix: string): void {
    this.explicit &&= this.prefix === prefix;
    this.prefix = prefix;
  }

  private withPrefix(at: number, text: string): string {
    return this.prefix !== null && !beginsBody(this.tokens, at) ? `${this.prefix} ${text}` : text;
  }

  private takeUnresolved(at: number): number {
    const group = territorialGroupAt(this.tokens, at, this.text) ?? collectiveAt(this.tokens, at);
    let end = group === null ? at + 1 : afterQualifiers(this.tokens, group);
    const leans = this.explicit && this.prefix !== null && !beginsBody(this.tokens, at);
    while (end < this.tokens.length && !this.splitsAt(end, leans)) end = this.afterTerritories(end);
    const text = this.slice(at, end);
    const words = this.tokens.slice(at, end).map(({ norm }) => norm);
    if (authority.test(words.join(' '))) {
      this.refs.push({ text, kind: 'unresolved', id: null });
      this.doubts.push({ code: 'authority-unnamed', text });
    } else this.resolve(leans ? this.withPrefix(at, text) : text, text);
    if (this.tokens[at]?.norm === 'so') this.leanOn('Sở');
    return end;
  }

  /** "Phòng Giáo dục và Đào tạo các huyện, thành phố": the commas inside part nothing. */
  private afterTerritories(at: number): number {
    const isGroup = this.normAt(at) === 'cac' || this.normAt(at) === 'ubnd';
    return (isGroup ? territorialGroupAt(this.tokens, at, this.text) : null) ?? at + 1;
  }

  /** A name that the directory has in other letters is resolved, and said to be; any other stays open. */
  private resolve(name: string, printed: string): void {
    const found = this.reader.resembling(name);
    if (found === null) {
      this.unresolve(name);
      return;
    }
    this.refs.push({ text: printed, kind: 'agency', id: found.id });
    this.doubts.push({ code: found.how === 'abbreviation' ? 'abbreviation' : 'similar-agency', text: printed, id: found.id });
  }

  private unresolve(text: string): void {
    this.refs.push({ text, kind: 'unresolved', id: null });
    this.doubts.push({ code: 'unknown-agency', text });
  }

  /** Strong marks always part; a comma, "và" or a line part where another body's name begins (or inside "các Sở: A, B"). */
  private splitsAt(at: number, leans: boolean): boolean {
    const norm = this.normAt(at);
    if (norm === ';') return true;
    if (weakMarks.has(norm))
      return (leans && norm === ',') || this.beginsAfter(at) || (norm === ',' && this.matchWithPrefix(at + 1) !== null);
    return norm === 'so' && this.beginsUpper(at) && !ofADepartment.test(this.normAt(at - 1));
  }

  private normAt(at: number): string {
    return this.tokens[at]?.norm ?? '';
  }

  private beginsAfter(at: number): boolean {
    let next = at + 1;
    while (next < this.tokens.length && /^[-+*•.\n,]$/u.test(this.tokens[next]?.norm ?? '')) next += 1;
    return beginsBody(this.tokens, next) || this.index.longest(this.tokens, next) !== null || openPhraseAt(this.tokens, next) !== null;
  }

  private hasDoubled(from: number, to: number): boolean {
    return this.tokens.slice(from, to).some((token, offset, all) => offset > 0 && isWord(token) && all[offset - 1]?.norm === token.norm);
  }

  private slice(from: number, to: number): string {
    const start = this.tokens[from]?.start ?? 0;
    const end = this.tokens[to - 1]?.end ?? start;
    return this.text
      .slice(start, end)
      .replace(/\s+/gu, ' ')
      .replace(/[\s.:]+$/u, '')
      .trim();
  }
}

const lists = new WeakMap<AgencyReader, Map<string, AgencyList>>();

export const readAgencyList = (text: string, reader: AgencyReader): AgencyList =>
  remembering(lists, reader, text, () => new ListReader(text, reader).read());
