import { Readable } from 'node:stream';
import type { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { EnterLetter, type CalendarSource, type CommandOutcome } from '#application';
import { findingSeverities, type EnterLetterBody, type Finding, type LetterTask, type PlanDraft, type PlanSummary } from '#contracts';
import { dateInVietnam, type AgencyId, type FileRef, type PersonId, type PlainDate, type PlanId } from '#domain';
import type { FileStore, FileUploads } from '#files';
import { ImportRefused, readLetter, readSourceDocument } from '#plan-import';
import { derivedId, newId, type Clock } from '#platform';
import type { AgencyNameQueries, AgencyQueries, PlanQueries } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { actorOf } from '../session/current-actor.js';
import { importRefused } from './import-refusal.js';

const sameNumber = (number: string): ((plan: PlanSummary) => boolean) => {
  const bare = (text: string): string => text.replace(/\s+/gu, '').toLowerCase();
  return ({ document }) => document.number !== null && bare(document.number) === bare(number);
};

/** The same number may be entered again on purpose (another task of the same letter), but not unawares. */
const enteredAlready = ({ document }: PlanDraft, plans: readonly PlanSummary[]): Finding | null => {
  const plan = document.number === null ? undefined : plans.find(sameNumber(document.number));
  if (plan === undefined) return null;
  const code = 'number-already-entered';
  return {
    code,
    severity: findingSeverities[code],
    message: `Văn bản số ${String(document.number)} đã có trong danh sách đang theo dõi: "${plan.document.title}". Đưa vào lần nữa sẽ tạo thêm lượt giao mới.`,
    source: null,
    pointer: '/document/number',
    fix: null,
  };
};

const printed = (refs: LetterTask['leads']): string => refs.map(({ text }) => text).join('; ');

const taskOf = (task: LetterTask, row: number): PlanDraft['tasks'][number] => ({
  ...task,
  ordinal: String(row + 1),
  group: null,
  groupIndex: null,
  funding: null,
  responsible: null,
  status: null,
  others: [],
  printed: { leads: printed(task.leads), coordinators: printed(task.coordinators), approvers: printed(task.approvers) },
  source: { line: 1, toLine: 1 },
  places: {},
  findings: [],
});

/** What the form holds, in the shape that every plan is entered from. */
const draftOf = ({ document, tasks }: EnterLetterBody): PlanDraft => ({
  document,
  groups: [],
  tasks: tasks.map(taskOf),
  indicators: [],
  findings: [],
  coverage: { units: 0, accounted: 0, unaccounted: [] },
});

/** Reads what a letter or a conclusion gives to whom, and enters it. */
export class Letters {
  constructor(
    private readonly ports: {
      readonly clock: Clock;
      readonly store: FileStore;
      readonly uploads: FileUploads;
      readonly agencies: AgencyQueries;
      readonly names: AgencyNameQueries;
      readonly plans: PlanQueries;
      readonly commands: CommandBus;
      readonly calendar: CalendarSource;
    },
  ) {}

  /** Keeps nothing. @throws ProblemError where the words are refused */
  async read(text: string): Promise<PlanDraft> {
    const { agencies, names, plans, clock, calendar } = this.ports;
    const today = dateInVietnam(clock.now());
    const [directory, remembered, followed, days] = await Promise.all([
      agencies.directoryOn(today),
      names.remembered(),
      plans.list(null),
      calendar.calendar(),
    ]);
    const draft = this.understand(text, { directory, remembered, calendar: days, today });
    const warning = enteredAlready(draft, followed);
    return warning === null ? draft : { ...draft, findings: [warning, ...draft.findings] };
  }

  /** Once for each key, however often it is sent. */
  async enter(body: EnterLetterBody, request: FastifyRequest): Promise<CommandOutcome> {
    const actor = actorOf(request);
    const { request: key } = commandHeaders(request);
    const planId = (key === null ? newId() : derivedId('letter', actor.personId ?? 'system', key.key)) as PlanId;
    const file = body.text === null ? null : await this.keep(body.text, actor.personId);
    return this.ports.commands.execute(
      new EnterLetter({
        actor,
        onBehalfOf: null,
        request: key,
        planId,
        file,
        draft: draftOf(body),
        effectiveOn: (body.effectiveOn as PlainDate | undefined) ?? null,
        assigningAuthority: body.assigningAuthority as AgencyId,
      }),
    );
  }

  private understand(text: string, understanding: Parameters<typeof readLetter>[1]): PlanDraft {
    try {
      return readLetter(text, understanding);
    } catch (error) {
      throw error instanceof ImportRefused ? importRefused(error, '/text') : error;
    }
  }

  private async keep(text: string, personId: PersonId | null): Promise<FileRef> {
    const about = { name: 'van-ban-giao-viec.txt', mediaType: 'text/plain' };
    const bytes = Buffer.from(text);
    const reading = await readSourceDocument(bytes, about);
    if (!reading.ok) throw importRefused(reading, '/text');
    const file = await this.ports.store.put(Readable.from([bytes]), about);
    if (personId !== null) await this.ports.uploads.record(file.sha256, personId);
    return file;
  }
}
