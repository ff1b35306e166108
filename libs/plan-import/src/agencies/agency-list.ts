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
  unknownNameEnd,
  wordsFrom,
} from './body-grammar.js';
import { listHeadAt } from './list-heads.js';
import { remembering } from './remembering.js';
import { isWord, tokenise, type Token } from './tokens.js';

export type AgencyDoubt =
  | { readonly code: 'unknown-agency' | 'doubled-word' | 'authority-unnamed'; readonly text: string }
  | { readonly code: 'abbreviation' | 'similar-agency' | 'agency-remembered'; readonly text: string; readonly id: string };

export interface AgencyList {
  readonly refs: readonly AgencyRef[];
  readonly doubts: readonly AgencyDoubt[];
}

/** Names that follow one another within a sentence, with the place after the last of them. */
export interface AgencyRun extends AgencyList {
  readonly end: number;
}

/** What lists of agencies are read with. */
export interface AgencyReader {
  readonly index: AgencyIndex;
  /** The one agency that a text shortens or spells otherwise; null where there is none or there are several. */
  readonly resembling: (text: string) => Resembling | null;
}

export const authority = /^(?:cac )?(?:cap|co quan|nguoi) co tham quyen\b/u;
const separators = new Set([',', ';', '.', '\n', '/', 'va', 'cung', 'voi', ':', ')', '(', '-']);

/** What stands between the names of a sentence. */
const betweenNames = new Set([',', ';', '/', 'va', 'cung', 'voi']);

/** They part where a name begins behind them, and stand within names as well. */
const weakMarks = new Set([',', '/', '\n', 'va', 'cung']);
/** "Thanh tra Sở", "Giám đốc Sở": the name goes on through its "Sở". */
const ofADepartment = /^(?:thuoc|cua|tra|phong|tai|doc)$/u;

/** "UBND 11 huyện" names all of them, as "UBND các huyện" does. */
const asAll = (token: Token, at: number, all: readonly Token[]): Token => {
  const isCounted =
    /^\d{1,3}$/u.test(token.norm) &&
    /^(?:ubnd|cac)$/u.test(all[at - 1]?.norm ?? '') &&
    /^(?:huyen|xa|phuong|quan|thanh|thi|dac)$/u.test(all[at + 1]?.norm ?? '');
  return isCounted ? { ...token, norm: 'cac', word: 'các' } : token;
};

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
  /** The words that a list head such as "các Sở:" gives to what follows. */
  private prefixes: readonly string[] = [];
  /** The head said so itself, with its colon or its "các": whatever follows leans on it. */
  private explicit = false;

  constructor(
    private readonly text: string,
    private readonly reader: AgencyReader,
    /** A sentence goes on after its names. */
    private readonly inSentence = false,
  ) {
    this.tokens = tokenise(text).map(asAll);
  }

  read(): AgencyList {
    let at = 0;
    while (at < this.tokens.length) at = this.step(at);
    return { refs: this.refs, doubts: this.doubts };
  }

  /** The names that stand one after the other from a place on; it stops at the first word that is none. */
  ahead(from: number): AgencyRun {
    let end = from;
    for (let at = this.tokens.findIndex(({ start }) => start >= from), next: number | null; at >= 0 && at < this.tokens.length; at = next) {
      next = betweenNames.has(this.normAt(at)) ? at + 1 : this.nameAhead(at);
      if (next === null) break;
      if (!betweenNames.has(this.normAt(at))) end = this.tokens[next - 1]?.end ?? end;
    }
    return { refs: this.refs, doubts: this.doubts, end };
  }

  private nameAhead(at: number): number | null {
    const head = listHeadAt(this.tokens, at, this.index);
    const found = head === null ? this.match(at) : null;
    if (head !== null || found !== null) return this.step(at);
    const group = territorialGroupAt(this.tokens, at, this.text) ?? collectiveAt(this.tokens, at);
    const end = group === null ? unknownNameEnd(this.tokens, at, this.text) : afterQualifiers(this.tokens, group);
    if (end === null) return null;
    this.resolve(this.slice(at, end), this.slice(at, end));
    return end;
  }

  private get index(): AgencyIndex {
    return this.reader.index;
  }

  private step(at: number): number {
    const token = this.tokens[at];
    if (!isWord(token) || separators.has(token.norm)) return at + 1;
    const head = listHeadAt(this.tokens, at, this.index);
    if (head !== null) {
      this.prefixes = head.prefixes;
      this.explicit = true;
      return head.end;
    }
    const found = this.match(at);
    return found === null ? this.takeUnresolved(at) : this.take(at, found);
  }

  private match(at: number): Found | null {
    // "Tất cả các sở" are "các sở".
    if (wordsFrom(this.tokens, at, 2) === 'tat ca') return this.match(at + 2);
    const plain = this.index.longest(this.tokens, at);
    return this.openGroup(at, plain?.end ?? at) ?? this.known(at, plain);
  }

  /** "các sở, ngành, đơn vị có liên quan", where nothing longer is known. */
  private openGroup(at: number, known: number): Found | null {
    const end = openPhraseAt(this.tokens, at);
    const id = this.index.openGroup;
    if (end === null || id === null || end <= known) return null;
    return { end, known: { kind: 'group', id, remembered: false }, doubled: this.hasDoubled(at, end) };
  }

  private known(at: number, plain: Found | null): Found | null {
    // "UBND các huyện, thành phố, thị xã" is more than the "UBND các huyện, thành phố" of a directory.
    if (plain?.known.kind === 'group' && (territorialGroupAt(this.tokens, at, this.text) ?? 0) > plain.end) return null;
    return (plain === null ? null : this.ending(at, plain)) ?? this.matchWithPrefix(at);
  }

  /** "Sở Xây dựng, Tài chính": a later name may lean on the first one's "Sở". */
  private matchWithPrefix(at: number): Found | null {
    for (const prefix of this.prefixes) {
      const head = tokenise(prefix);
      const match = this.index.longest([...head, ...this.tokens.slice(at, at + LONGEST_PHRASE)], 0);
      const found = match === null || match.end <= head.length ? null : this.ending(at, { ...match, end: match.end - head.length + at });
      if (found !== null) return found;
    }
    return null;
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
    if (this.inSentence && /^\p{Ll}/u.test(this.slice(at, at + 1))) return true;
    return this.index.longest(this.tokens, at) !== null || listHeadAt(this.tokens, at, this.index) !== null || this.beginsUpper(at);
  }

  /** "Sở Khoa học và Công nghệ Sở Công Thương": a capital begins the next body where the comma is missing. */
  private beginsUpper(at: number): boolean {
    return /^\p{Lu}/u.test(this.slice(at, at + 1)) && beginsBody(this.tokens, at);
  }

  private take(at: number, found: Found): number {
    const { kind, id, remembered } = found.known;
    // "Sở Giao thông vận tải (nay là Sở Xây dựng)": what stands in brackets explains the name.
    const end = this.afterBrackets(found.end);
    const text = this.slice(at, end);
    if (kind === 'standard') this.unresolve(this.withPrefix(at, text));
    else {
      this.refs.push({ text, kind, id });
      if (remembered && id !== null) this.doubts.push({ code: 'agency-remembered', text, id });
      else if (/^[\p{Lu}&]{2,}$/u.test(text) && id !== null) this.doubts.push({ code: 'abbreviation', text, id });
    }
    if (found.doubled) this.doubts.push({ code: 'doubled-word', text });
    if (kind === 'group') this.prefixes = [];
    else if (this.tokens[at]?.norm === 'so') this.leanOn('Sở');
    return end;
  }

  private leanOn(prefix: string): void {
    this.explicit &&= this.prefixes[0] === prefix;
    this.prefixes = [prefix];
  }

  private withPrefix(at: number, text: string): string {
    const [prefix] = this.prefixes;
    return prefix !== undefined && !beginsBody(this.tokens, at) ? `${prefix} ${text}` : text;
  }

  private takeUnresolved(at: number): number {
    const group = territorialGroupAt(this.tokens, at, this.text) ?? collectiveAt(this.tokens, at);
    let end = group === null ? at + 1 : afterQualifiers(this.tokens, group);
    const leans = this.explicit && this.prefixes.length > 0 && !beginsBody(this.tokens, at);
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
    if (this.normAt(at) === '(') return this.afterBrackets(at);
    const isGroup = this.normAt(at) === 'cac' || this.normAt(at) === 'ubnd';
    return (isGroup ? (territorialGroupAt(this.tokens, at, this.text) ?? collectiveAt(this.tokens, at)) : null) ?? at + 1;
  }

  private afterBrackets(at: number): number {
    if (this.normAt(at) !== '(') return at;
    const close = this.tokens.findIndex(({ norm }, index) => index > at && norm === ')');
    return close < 0 || close - at > LONGEST_PHRASE ? at + 1 : close + 1;
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
    const isPaper = /^Báo \p{Lu}/u.test(this.slice(next, next + 2));
    return (
      isPaper || beginsBody(this.tokens, next) || this.index.longest(this.tokens, next) !== null || openPhraseAt(this.tokens, next) !== null
    );
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

/** Reads the names that stand at a place of a sentence, one after the other. */
export const readAgenciesAt = (sentence: string, from: number, reader: AgencyReader): AgencyRun =>
  new ListReader(sentence, reader, true).ahead(from);
