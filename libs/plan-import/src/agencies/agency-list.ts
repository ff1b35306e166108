import type { AgencyRef } from '#contracts';
import type { AgencyIndex, Known } from './agency-index.js';
import { isWord, tokenise, type Token } from './tokens.js';

export type AgencyDoubt =
  | { readonly code: 'unknown-agency'; readonly text: string }
  | { readonly code: 'doubled-word'; readonly text: string }
  | { readonly code: 'abbreviation'; readonly text: string; readonly id: string }
  | { readonly code: 'authority-unnamed'; readonly text: string };

export interface AgencyList {
  readonly refs: readonly AgencyRef[];
  readonly doubts: readonly AgencyDoubt[];
}

/** Words with which the name of a body begins, known to the directory or not. */
const firstWords =
  /^(?:so|ubnd|ban|cac|cong an|van phong|thanh tra|co quan|don vi|bo|cuc|chi cuc|tong cuc|trung tam|hoi|hdnd|chu tich|pho chu tich|dia phuong|phong|lien minh|lien doan|mat tran|ubmttq|uy ban|tinh doan|doan|truong|vien|bao|dai|cong ty|kho bac|ngan hang|bao hiem|hiep hoi|toa an|vien kiem sat|thue|hai quan|bql|bch|bchqs|bdbp|tinh uy|huyen uy|chinh quyen|nha|tap doan|tong cong ty|quy|hat|doi|to)\b/u;
const authority = /^(?:cac )?(?:cap|co quan|nguoi) co tham quyen\b/u;
const bodyWords = new Set('cac so ban nganh co quan don vi to chuc dia phuong doan the phong hoi khac cap tinh va lien ,'.split(' '));
const separators = new Set([',', ';', '.', '\n', '/', 'va', 'cung', ':', ')']);

/** Tokens; no collective name is longer. Keeps the reading of any text linear. */
const LONGEST_PHRASE = 40;

const wordsFrom = (tokens: readonly Token[], from: number, count: number): string =>
  tokens
    .slice(from, from + count)
    .map(({ norm }) => norm)
    .join(' ');

/** The word that "các Sở: A, B, C" puts before each of A, B, C, with the index after the colon. */
const prefixAt = (tokens: readonly Token[], from: number): { readonly words: string; readonly end: number } | null => {
  const patterns: readonly (readonly [RegExp, string])[] = [
    [/^(?:cac )?so :/u, 'Sở'],
    [/^(?:ubnd )?(?:cac )?huyen :/u, 'UBND huyện'],
    [/^(?:ubnd )?(?:cac )?xa :/u, 'UBND xã'],
    [/^(?:cac )?ban :/u, 'Ban'],
  ];
  const text = wordsFrom(tokens, from, 4);
  const found = patterns.find(([pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const colon = tokens.slice(from, from + 4).findIndex(({ norm }) => norm === ':');
  return { words: found[1], end: from + colon + 1 };
};

/** "các sở, ban, ngành, đoàn thể có liên quan": the index after "liên quan", else null. */
const openPhraseAt = (tokens: readonly Token[], from: number): number | null => {
  let end: number | null = null;
  for (let at = from; at < from + LONGEST_PHRASE && bodyWords.has(tokens[at]?.norm ?? ''); at += 1) {
    if (tokens[at]?.norm === 'quan' && tokens[at - 1]?.norm === 'lien') end = at + 1;
  }
  return end;
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
  /** The word that a list head such as "các Sở:" gives to what follows. */
  private prefix: string | null = null;

  constructor(
    private readonly text: string,
    private readonly index: AgencyIndex,
  ) {
    this.tokens = tokenise(text);
  }

  read(): AgencyList {
    let at = 0;
    while (at < this.tokens.length) at = this.step(at);
    return { refs: this.refs, doubts: this.doubts };
  }

  private step(at: number): number {
    const token = this.tokens[at];
    if (!isWord(token) || separators.has(token.norm)) return at + 1;
    const head = prefixAt(this.tokens, at);
    if (head !== null) {
      this.prefix = head.words;
      return head.end;
    }
    const found = this.match(at);
    return found === null ? this.takeUnresolved(at) : this.take(at, found);
  }

  private match(at: number): Found | null {
    const plain = this.index.longest(this.tokens, at);
    const open = openPhraseAt(this.tokens, at);
    if (open !== null && this.index.openGroup !== null && open > (plain?.end ?? at)) {
      return { end: open, known: { kind: 'group', id: this.index.openGroup }, doubled: this.hasDoubled(at, open) };
    }
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
    const end = this.index.skipQualifier(this.tokens, match.end);
    for (const candidate of [end, match.end]) {
      if (candidate > at && this.endsAt(candidate)) return { ...match, end: candidate };
    }
    return null;
  }

  private endsAt(at: number): boolean {
    const token = this.tokens[at];
    if (token === undefined || !isWord(token) || separators.has(token.norm)) return true;
    return this.index.longest(this.tokens, at) !== null || prefixAt(this.tokens, at) !== null;
  }

  private take(at: number, found: Found): number {
    const text = this.slice(at, found.end);
    this.refs.push({ text, kind: found.known.kind, id: found.known.id });
    if (found.doubled) this.doubts.push({ code: 'doubled-word', text });
    if (/^[\p{Lu}&]{2,}$/u.test(text)) this.doubts.push({ code: 'abbreviation', text, id: found.known.id });
    if (found.known.kind === 'group') this.prefix = null;
    else if (this.tokens[at]?.norm === 'so') this.prefix = 'Sở';
    return found.end;
  }

  private takeUnresolved(at: number): number {
    let end = at + 1;
    while (end < this.tokens.length && !this.splitsAt(end)) end += 1;
    const text = this.slice(at, end);
    const words = this.tokens.slice(at, end).map(({ norm }) => norm);
    this.refs.push({ text, kind: 'unresolved', id: null });
    this.doubts.push({ code: authority.test(words.join(' ')) ? 'authority-unnamed' : 'unknown-agency', text });
    return end;
  }

  /** Strong marks always part; a comma or "và" parts where another body's name begins (or inside "các Sở: A, B"). */
  private splitsAt(at: number): boolean {
    const norm = this.tokens[at]?.norm ?? '';
    if (norm === ';' || norm === '\n') return true;
    if (norm !== ',' && norm !== 'va' && norm !== '/') return false;
    if (this.prefix !== null && norm === ',') return true;
    return firstWords.test(wordsFrom(this.tokens, at + 1, 4)) || this.index.longest(this.tokens, at + 1) !== null;
  }

  private hasDoubled(from: number, to: number): boolean {
    return this.tokens.slice(from, to).some((token, offset, all) => offset > 0 && isWord(token) && all[offset - 1]?.norm === token.norm);
  }

  private slice(from: number, to: number): string {
    const start = this.tokens[from]?.start ?? 0;
    const end = this.tokens[to - 1]?.end ?? start;
    return this.text.slice(start, end).replace(/\s+/gu, ' ').trim();
  }
}

export const readAgencyList = (text: string, index: AgencyIndex): AgencyList => new ListReader(text, index).read();

/** Whether a cell reads like a list of agencies, whatever its column. */
export const looksLikeAgencies = (cell: string, index: AgencyIndex): boolean => {
  const text = cell.replace(/phối\s+hợp(?:\s+(?:với|cùng|thực\s+hiện))*/giu, ';');
  const tokens = tokenise(text);
  if (tokens.length === 0 || tokens.length > 120) return false;
  const start = tokens.findIndex(isWord);
  const words = wordsFrom(tokens, start, 6);
  if (authority.test(words)) return true;
  const { refs } = readAgencyList(text, index);
  const known = refs.filter(({ kind }) => kind !== 'unresolved').reduce((sum, ref) => sum + ref.text.length, 0);
  return known * 2 >= text.trim().length || (firstWords.test(words) && tokens.length <= 25 && known * 3 >= text.trim().length);
};
