import { dateInVietnam, type Instant, type PersonId } from '#domain';
import type { StoredLine } from '../ledger/ledger-line.js';
import { fillLinks, type ActLinks } from '../links/act-links.js';
import { mutePlace, type MuteLinks } from '../links/mute-links.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { Brief } from '../recipients/channel.port.js';
import type { AgencyNames, Recipient, StandInWords } from '../recipients/recipients.port.js';
import type { TaskAtHead } from '../send/task-fence.js';
import type { PlanRow } from '../plan/plan-row.js';
import { briefOf } from './brief.js';
import { HEADINGS, SECTION_ORDER, dayInFigures, nameOf, withoutRepeats, type DigestItem, type Words } from './digest.js';
import { linesHtml, type LetterSection } from './letter-lines.js';
import { escapeHtml, fillShell } from './mail-shell.js';
import { subjectLine } from './subject-line.js';
import { mutingOf } from '../wishes/muting.js';
import { toldLines } from './told-lines.js';

export interface ToCompose {
  readonly delivery: { readonly now: Instant; readonly late: boolean; readonly kind: 'at-once' | 'scheduled' };
  readonly recipient: Recipient;
  readonly lines: readonly StoredLine[];
  readonly tasks: ReadonlyMap<string, TaskAtHead>;
  /** Namings by which lines came to the recipient, by id. */
  readonly standIns?: ReadonlyMap<string, StandInWords>;
}

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly brief: Brief;
  /** The task, where the letter is about one alone. */
  readonly thread: string | null;
  /** Where its reader may ask for no more of these; null: something in it may not be muted. In a preview its token stands as its place. */
  readonly unsubscribe: string | null;
}

/** Numbers of assigning documents, by plan. */
export interface PlanNumbers {
  of(planIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

interface Letter {
  /** What it tells of. */
  readonly rows: readonly PlanRow[];
  readonly authority: string;
  readonly greeting: string;
  readonly intro: readonly string[];
  readonly sections: readonly LetterSection[];
  /** Where all that awaits the reader stands. */
  readonly listUrl: string;
  readonly reason: readonly ReasonLine[];
}

/** A sentence of the foot; `url` stands after it in text and under its last words in HTML. */
interface ReasonLine {
  readonly words: string;
  readonly link?: { readonly label: string; readonly url: string };
}

const reasonText = ({ words, link }: ReasonLine): string => (link === undefined ? words : `${words} ${link.label}: ${link.url}`);
const reasonHtml = ({ words, link }: ReasonLine): string =>
  link === undefined
    ? escapeHtml(words)
    : `${escapeHtml(words)} <a href="${escapeHtml(link.url)}" style="color:#1d4ed8">${escapeHtml(link.label)}</a>`;

const lineText = ({ title, facts, url, act, why }: DigestItem): string =>
  [`- ${title}`, ...[...facts, url, ...(act === null ? [] : [`${act.label}: ${act.url}`]), ...why].map((line) => `  ${line}`)].join('\n');

const textOf = ({ greeting, intro, sections, reason, authority }: Letter): string =>
  [
    greeting,
    ...intro,
    ...sections.flatMap(({ heading, items }) => [heading.toUpperCase(), ...items.map(lineText)]),
    ['--', `${authority} · Hệ thống theo dõi nhiệm vụ UBND tỉnh giao`, ...reason.map(reasonText)].join('\n'),
  ].join('\n\n');

const htmlOf = (letter: Letter, subject: string): Promise<string> =>
  fillShell({
    subject: escapeHtml(subject),
    preview: escapeHtml(letter.intro[0] ?? ''),
    authority: escapeHtml(letter.authority),
    greeting: escapeHtml(letter.greeting),
    intro: letter.intro.map(escapeHtml).join('<br>'),
    sections: linesHtml(letter.sections, letter.listUrl),
    reason: letter.reason.map(reasonHtml).join('<br>'),
  });

/** Who assigns indicators: their rows name nobody. */
const COMMITTEE = 'ubnd-tinh';

const OVERVIEW_WORDS = 'Đầu tuần, thư này nhắc lại cả những việc đã thông báo trước đây mà còn mở.';

const workIn = (items: readonly DigestItem[]): string => {
  const ofIndicators = items.filter(({ section }) => section === 'indicator-report').length;
  if (ofIndicators === 0) return 'nhiệm vụ';
  return ofIndicators === items.length ? 'chỉ tiêu' : 'nhiệm vụ, chỉ tiêu';
};

/** Why it came, and where its timing is changed: a person's own page; a mailbox is everybody's and nobody's. */
const reasonOf = ({ toPerson, publicUrl }: Words, agencies: string): readonly ReasonLine[] =>
  toPerson
    ? [
        { words: `Lý do gửi thông báo: đồng chí là người nhận thông báo của ${agencies}.` },
        { words: 'Thư được gửi tự động.', link: { label: 'Thay đổi thời gian nhận thư nhắc', url: `${publicUrl}/thoi-gian-nhan-thu` } },
      ]
    : [
        { words: `Lý do gửi thông báo: đây là hộp thư công vụ của ${agencies}.` },
        { words: 'Thư được gửi tự động. Cần thay đổi địa chỉ nhận thông báo, đề nghị liên hệ Văn phòng UBND tỉnh.' },
      ];

/** For whom the letter came to this reader, until when, and why. */
const insteadOf = (lines: readonly StoredLine[], standIns: ToCompose['standIns']): readonly string[] => {
  const named = new Set(lines.flatMap(({ standIn }) => standIn ?? []));
  return [...named].flatMap((id) => {
    const found = standIns?.get(id);
    if (found === undefined) return [];
    const { absent, from, to, reason } = found;
    const why = reason === null ? '' : ` (${reason})`;
    return [`Thư này gửi đồng chí nhận thay cho ${absent} từ ngày ${dayInFigures(from)} đến hết ngày ${dayInFigures(to)}${why}.`];
  });
};

export interface LetterStyle {
  /** The assigning authority as a letter names it ("UBND tỉnh Lạng Sơn"), where that is longer than its name inside the province. */
  readonly letterheads?: ReadonlyMap<string, string> | undefined;
  /** Left out for a preview: places of links stay as they are, and nothing is minted. */
  readonly links?: Pick<ActLinks, 'mint'>;
  /** Left out for a preview; null: nothing is offered to be muted from a mail. */
  readonly muteLinks?: Pick<MuteLinks, 'mint'> | null;
}

const PERSON = 'person:';
const isPerson = ({ key }: Pick<Recipient, 'key'>): boolean => key.startsWith(PERSON);
const personOf = ({ key }: Pick<Recipient, 'key'>): PersonId => key.slice(PERSON.length) as PersonId;

/** Turns the lines of one delivery into a mail. No picture, no tracking: following a link shows a page and changes nothing. */
export class Composer {
  constructor(
    private readonly agencyNames: AgencyNames,
    private readonly publicUrl: string,
    private readonly calendar: LiveCalendar,
    private readonly planNumbers: PlanNumbers,
    private readonly style: LetterStyle = {},
  ) {}

  async compose(input: ToCompose): Promise<Composed> {
    const words = await this.#words(input);
    const letter = this.#letter(input, words);
    const subject = subjectLine(
      letter.authority,
      letter.sections.flatMap((section) => section.items),
    );
    const tasks = new Set(input.lines.map(({ taskId }) => taskId));
    const [thread] = tasks;
    return {
      subject,
      ...(await this.#withLinks(input.recipient, { text: textOf(letter), html: await htmlOf(letter, subject) })),
      brief: await this.#brief(input, letter, words),
      thread: tasks.size === 1 ? (thread ?? null) : null,
      unsubscribe: this.#unsubscribe(input, letter.rows, words),
    };
  }

  /** The few words alone, as `compose` has them. */
  async brief(input: ToCompose): Promise<Brief> {
    const words = await this.#words(input);
    return this.#brief(input, this.#letter(input, words), words);
  }

  async #words({ delivery, recipient }: ToCompose): Promise<Words> {
    return {
      names: await this.agencyNames.names(),
      publicUrl: this.publicUrl.replace(/\/$/u, ''),
      // As the log was read for these very lines.
      calendar: this.calendar.latest,
      now: delivery.now,
      toPerson: isPerson(recipient),
    };
  }

  async #brief({ recipient, lines }: ToCompose, { authority, sections }: Letter, { publicUrl }: Words): Promise<Brief> {
    const numbers = await this.planNumbers.of(lines.flatMap(({ planId }) => planId ?? []));
    return briefOf({
      items: sections.flatMap(({ items }) => items),
      name: recipient.name,
      authority,
      planNumbers: lines.map(({ planId }) => (planId === null ? null : (numbers.get(planId) ?? null))),
      publicUrl,
    });
  }

  /** A mailbox is read by many, and what one receives for another is the other's to mute. */
  #unsubscribe({ recipient, lines, delivery }: ToCompose, rows: readonly PlanRow[], { toPerson, publicUrl }: Words): string | null {
    const { muteLinks } = this.style;
    const muting = toPerson && lines.every(({ standIn }) => standIn === null) ? mutingOf(rows) : null;
    if (muting === null || muteLinks === null) return null;
    return `${publicUrl}/tat-nhac/${muteLinks?.mint({ person: personOf(recipient), ...muting }, delivery.now) ?? mutePlace(muting)}`;
  }

  async #withLinks(recipient: Recipient, letter: Pick<Composed, 'text' | 'html'>): Promise<Pick<Composed, 'text' | 'html'>> {
    const { links } = this.style;
    if (links === undefined || !isPerson(recipient)) return letter;
    const person = personOf(recipient);
    return fillLinks(letter, (binding) => links.mint({ ...binding, person }));
  }

  #letter({ delivery, recipient, lines, tasks, standIns }: ToCompose, words: Words): Letter {
    const found = toldLines(lines, tasks, words);
    const items = withoutRepeats(found.map(({ item }) => item));
    const agencies = [...new Set(found.map(({ row }) => nameOf(words, row.agency)))].join(', ');
    const assigning = found.find(({ authority: by }) => by !== null)?.authority ?? COMMITTEE;
    const authority = this.style.letterheads?.get(assigning) ?? nameOf(words, assigning);
    const today = dayInFigures(dateInVietnam(delivery.now));
    const late = delivery.late ? ['Thông báo này gửi chậm do hệ thống gián đoạn.'] : [];
    return {
      rows: found.flatMap(({ told }) => told),
      authority,
      greeting: words.toPerson ? `Kính gửi đồng chí ${recipient.name},` : `Kính gửi ${recipient.name},`,
      intro: [
        `Hệ thống thông báo các ${workIn(items)} sau đây của ${agencies} (số liệu tính đến ngày ${today}).`,
        ...(found.some(({ row }) => row.rule === 'overview') ? [OVERVIEW_WORDS] : []),
        ...(words.toPerson ? insteadOf(lines, standIns) : []),
        ...late,
      ],
      listUrl: words.publicUrl,
      sections: SECTION_ORDER.map((section) => ({
        heading: HEADINGS[section],
        items: items.filter((item) => item.section === section),
      })).filter((section) => section.items.length > 0),
      reason: reasonOf(words, agencies),
    };
  }
}
