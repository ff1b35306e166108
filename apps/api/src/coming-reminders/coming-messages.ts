import { accountText, filledTemplate, OA_WINDOW_DAYS, zaloPhone, type ZaloStatusBoard } from '#channels';
import type { ComingMessages, ComingMessageView, ComingQuery } from '#contracts';
import { dateInVietnam } from '#domain';
import type { ZaloLinks } from '#identity';
import type { Clock } from '#platform';
import type { AgencyQueries, Reader } from '#read-models';
import { rowsTold, type ChannelState, type ForetoldMessage, type LetterWish, type PhonePreview } from '#reminders';
import type { z } from 'zod';
import { masked } from '../tasks/reminder-views.js';
import { reasonWords } from '../tasks/reminder-words.js';
import { mayOpenAll, type ComingAudience } from './coming-audience.js';
import { DAYS, PAGE } from './coming-letters.js';
import { agenciesToldOf, reasonViews } from './foretold-views.js';

type Query = z.output<typeof ComingQuery>;

interface Parts {
  readonly preview: PhonePreview;
  readonly audience: ComingAudience;
  readonly agencies: AgencyQueries;
  readonly links: Pick<ZaloLinks, 'openWindow'>;
  readonly status: Pick<ZaloStatusBoard, 'read'>;
  readonly channel: () => Promise<Pick<ChannelState, 'paused'>>;
  /** The approved template; null: this system has no account on Zalo. */
  readonly templateId: string | null;
  readonly clock: Clock;
}

const dayOf = ({ at }: Pick<ForetoldMessage, 'at'>): string => dateInVietnam(at);

const nothing = (state: ComingMessages['state']): ComingMessages => ({
  ...{ state, days: [], day: null, messages: [], total: 0, next: null, quota: null },
});

/** The messages by Zalo of "Dự kiến gửi trong 07 ngày tới", as far as the reader may know of them. */
export class ComingMessageList {
  constructor(private readonly parts: Parts) {}

  /** Null: the reader may not ask that far. */
  async list(query: Query, reader: Reader): Promise<ComingMessages | null> {
    const { audience, preview, clock, channel, templateId } = this.parts;
    const { isWanted } = await audience.rightOf(reader, query);
    if (isWanted === null) return null;
    if (templateId === null) return nothing('none');
    if ((await channel()).paused !== null) return nothing('paused');
    const isOwnAlone = query.scope === 'mine';
    const all = await preview.messages(clock.now(), DAYS, (id) => !isOwnAlone || id === reader.personId);
    return this.page(query, reader, { all, isWanted, templateId });
  }

  private async page(
    query: Query,
    reader: Reader,
    { all, isWanted, templateId }: { all: readonly ForetoldMessage[]; isWanted: LetterWish; templateId: string },
  ): Promise<ComingMessages> {
    const found = all.filter((message) =>
      isWanted(
        message.recipient,
        rowsTold(message).map(({ row }) => row),
      ),
    );
    const days = [...new Set(found.map(dayOf))];
    const day = query.day ?? days[0] ?? null;
    const ofDay = found.filter((message) => dayOf(message) === day);
    const names = await this.parts.agencies.names();
    const shown = ofDay.slice(query.skip, query.skip + PAGE);
    return {
      ...{ state: 'open', days, day, total: ofDay.length },
      messages: await Promise.all(shown.map((message) => this.view(message, reader, { names, templateId }))),
      next: query.skip + PAGE < ofDay.length ? query.skip + PAGE : null,
      quota: query.scope === 'all' ? await this.quota(all.filter((message) => dayOf(message) === day).length) : null,
    };
  }

  /** What the account had left when a message was last sent, beside how many the day would take. */
  private async quota(foretold: number): Promise<ComingMessages['quota']> {
    const { quota } = await this.parts.status.read();
    return quota === null ? null : { ...quota, foretold };
  }

  private async view(
    message: ForetoldMessage,
    reader: Reader,
    { names, templateId }: { readonly names: ReadonlyMap<string, string>; readonly templateId: string },
  ): Promise<ComingMessageView> {
    const { at, recipient, lines, heldBy } = message;
    return {
      at,
      recipient: { key: recipient.key, name: recipient.name, phone: masked(recipient.address) },
      agencies: agenciesToldOf(message, names),
      reminders: lines.length,
      joined: new Set(lines.map(({ dueAt }) => dueAt)).size,
      heldBy: heldBy === null ? null : reasonWords(heldBy),
      content: mayOpenAll(reader, message) ? { ...(await this.words(message, templateId)), reasons: reasonViews(message, names) } : null,
    };
  }

  /** In the account's own words to who wrote to it lately, else by the template, as the sending has it. */
  private async words(message: ForetoldMessage, templateId: string): Promise<Omit<NonNullable<ComingMessageView['content']>, 'reasons'>> {
    const { preview, links } = this.parts;
    const brief = await preview.compose(message);
    const phone = zaloPhone(message.recipient.address);
    const window = phone === null ? null : await links.openWindow(phone, OA_WINDOW_DAYS, message.at);
    if (window !== null) return { form: 'account', templateId: null, parameters: [], text: accountText(brief) };
    return { form: 'template', templateId, parameters: [...filledTemplate(brief)], text: null };
  }
}
