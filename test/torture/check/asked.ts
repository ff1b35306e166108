import type { Append, ExpectedVersion } from '#event-store';
import type { Answer, Deed, Entry } from '../journal.js';
import { digestOf } from './digest.js';

export interface Call {
  readonly askedAt: number;
  /** Infinity: never. */
  answeredAt: number;
  /** Null: the process or the run ended before. */
  answer: Answer | null;
}

/** One append with everything that was asked and answered about it. */
export interface Asked {
  readonly id: number;
  readonly streamId: string;
  readonly expected: ExpectedVersion;
  readonly count: number;
  readonly digest: string;
  /** Actor and key; null: none, so it cannot be asked for again. */
  readonly key: string | null;
  readonly calls: Call[];
  /** Kept as long as it may have to be asked for again. */
  append: Append | null;
}

export interface StreamRead {
  readonly streamId: string;
  readonly askedAt: number;
  answeredAt: number;
  /** Null: no answer. */
  version: number | null;
}

export interface PageRead {
  readonly after: number;
  readonly limit: number;
  readonly askedAt: number;
  /** Null: no answer. */
  seen: { readonly through: number; readonly hash: string } | null;
}

/** Not known whether it wrote something. */
export const isOpen = ({ answer }: Call): boolean => answer === null || answer.outcome === 'busy';

/** A conflict says nothing of an earlier call that may still be on its way in the server. */
const isSettled = ({ calls }: Asked): boolean =>
  calls.some(({ answer }) => answer !== null && !['busy', 'conflict'].includes(answer.outcome)) || !calls.some(isOpen);

const keyOf = ({ actor, request }: Append): string | null => (request === undefined ? null : `${actor} ${request.key}`);

/** Everything that the journals of a run say, in any order of journals, each from its beginning. */
export class Asking {
  readonly appends = new Map<number, Asked>();
  readonly streams: StreamRead[] = [];
  readonly pages: PageRead[] = [];
  /** Infinity: there was no rest. */
  restedAt = Infinity;
  private readonly calls = new Map<number, { readonly asked: Asked; readonly call: Call }>();
  private readonly openStreams = new Map<number, StreamRead>();
  private readonly openPages = new Map<number, PageRead>();

  note(entry: Entry): void {
    this.notes[entry.did](entry as never);
  }

  /** Appends of which nobody knows yet whether they were written, and that can be asked for again. */
  inDoubt(): readonly { readonly id: number; readonly append: Append }[] {
    return [...this.appends.values()].flatMap(({ id, key, append }) => (append === null || key === null ? [] : [{ id, append }]));
  }

  private readonly notes: { readonly [Did in Deed['did']]: (entry: Extract<Deed, { did: Did }> & { readonly at: number }) => void } = {
    ask: ({ at, call, id, append }) => {
      const { streamId, expected, events } = append;
      const asked = { id, streamId, expected, count: events.length, digest: digestOf(events), key: keyOf(append), calls: [], append };
      this.appends.set(id, asked);
      this.open(asked, call, at);
    },
    'ask-again': ({ at, call, id }) => {
      const asked = this.appends.get(id);
      if (asked === undefined) throw new Error(`Append ${id} is asked for again before it was asked for`);
      this.open(asked, call, at);
    },
    'get-answer': ({ at, call: number, answer }) => {
      const found = this.calls.get(number);
      if (found === undefined) throw new Error(`Call ${number} is answered and was not made`);
      this.calls.delete(number);
      Object.assign(found.call, { answeredAt: at, answer });
      if (isSettled(found.asked)) found.asked.append = null;
    },
    'ask-stream': ({ at, call, streamId }) => {
      const read = { streamId, askedAt: at, answeredAt: Infinity, version: null };
      this.streams.push(read);
      this.openStreams.set(call, read);
    },
    'see-stream': ({ at, call, version }) => {
      Object.assign(this.openStreams.get(call) ?? {}, { answeredAt: at, version });
      this.openStreams.delete(call);
    },
    'ask-page': ({ at, call, after, limit }) => {
      const page = { after, limit, askedAt: at, seen: null };
      this.pages.push(page);
      this.openPages.set(call, page);
    },
    'see-page': ({ call, through, hash }) => {
      Object.assign(this.openPages.get(call) ?? {}, { seen: { through, hash } });
      this.openPages.delete(call);
    },
    rest: ({ at }) => {
      this.restedAt = at;
    },
  };

  private open(asked: Asked, number: number, askedAt: number): void {
    const call: Call = { askedAt, answeredAt: Infinity, answer: null };
    asked.calls.push(call);
    this.calls.set(number, { asked, call });
  }
}
