import type { ComingDays, ComingLetter, ComingQuery } from '#contracts';
import type { PlainDate } from '#domain';
import type { Clock } from '#platform';
import type { AgencyQueries, Reader } from '#read-models';
import type { ForetoldLetter, Preview } from '#reminders';
import type { z } from 'zod';
import { mayOpenAll, type ComingAudience } from './coming-audience.js';
import { agenciesToldOf, reasonViews } from './foretold-views.js';

/** As many days ahead something is foretold. */
export const DAYS = 7;
/** Letters or messages of one page. */
export const PAGE = 50;

const recipientView = ({ recipient: { key, name } }: Pick<ForetoldLetter, 'recipient'>): ComingLetter['recipient'] => ({
  ...{ key, name },
  kind: key.startsWith('mailbox:') ? 'mailbox' : 'person',
});

/** The letters of "Dự kiến gửi trong 07 ngày tới", as far as the reader may know of them. */
export class ComingLetters {
  constructor(
    private readonly preview: Preview,
    private readonly audience: ComingAudience,
    private readonly agencies: AgencyQueries,
    private readonly clock: Clock,
  ) {}

  /** Null: the reader may not ask that far. */
  async list(query: z.output<typeof ComingQuery>, reader: Reader): Promise<ComingDays | null> {
    const now = this.clock.now();
    const { scopes, isWanted } = await this.audience.rightOf(reader, query);
    if (isWanted === null) return null;
    const days = await this.preview.days(now, DAYS);
    const day = query.day ?? days[0] ?? null;
    const found = day === null || !days.includes(day as PlainDate) ? [] : await this.preview.letters(now, day as PlainDate, isWanted);
    const shown = found.slice(query.skip, query.skip + PAGE);
    const names = await this.agencies.names();
    return {
      days: [...days],
      day,
      scopes: [...scopes],
      letters: await Promise.all(
        shown.map(async (letter) => ({
          recipient: recipientView(letter),
          agencies: agenciesToldOf(letter, names),
          reminders: letter.lines.length,
          subject: mayOpenAll(reader, letter) ? (await this.preview.compose(letter)).subject : null,
        })),
      ),
      total: found.length,
      next: query.skip + PAGE < found.length ? query.skip + PAGE : null,
    };
  }

  /** Null: there is no such letter, or the reader may not open it. */
  async letter(day: PlainDate, key: string, reader: Reader): Promise<ComingLetter | null> {
    const now = this.clock.now();
    if (!(await this.preview.days(now, DAYS)).includes(day)) return null;
    const [letter] = await this.preview.letters(now, day, (recipient) => recipient.key === key);
    if (letter === undefined || !(await this.audience.mayRead(reader, letter))) return null;
    const [{ subject, html, text, unsubscribe }, names] = await Promise.all([this.preview.compose(letter), this.agencies.names()]);
    return {
      ...{ day, at: letter.at, recipient: recipientView(letter), subject, html, text },
      isMutable: unsubscribe !== null,
      reasons: reasonViews(letter, names),
    };
  }
}
