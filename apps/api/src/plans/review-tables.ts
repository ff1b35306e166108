import { createHash } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { ActOnTask, type Application, type CommandOutcome } from '#application';
import type { PlanView, ReviewRowState, ReviewRowView, ReviewTableView } from '#contracts';
import { dateInVietnam, type FileRef, type PlainDate } from '#domain';
import type { Actor } from '#identity';
import { readSourceDocument } from '#plan-import';
import type { Clock } from '#platform';
import { seesEverything, type PartOfPlan, type TaskQueries } from '#read-models';
import { isRecorded, readReviewTable, readRow, writeReviewTable, type FilledRow, type ReviewRow, type RowOrder } from '#review-table';
import { ProblemError } from '../http/problem.js';
import { positionText } from '../http/tags.js';
import { titleOf } from '../http/titles.js';
import { importRefused } from './import-refusal.js';
import type { PlanFiles } from './plan-files.js';

type Refusal = Extract<CommandOutcome, { ok: false }>;

const closed: ReadonlySet<string> = new Set(['completed', 'withdrawn', 'cancelled', 'superseded', 'closed-not-done']);
const shown = (date: string): string => date.split('-').reverse().join('/');
const keyOf = ({ taskId, part }: { readonly taskId: string; readonly part: string }): string => `${taskId} ${part}`;

const rowOf = ({ task, part, item }: PartOfPlan): ReviewRow => ({
  taskId: task.id,
  part: part.id,
  version: task.version,
  ordinal: [task.group, task.ordinal].filter((text) => text !== null).join('.'),
  task: task.title,
  lead: item.agency.name,
  deadline: item.deadline.due === null ? item.deadline.text : `${item.deadline.text} (hạn ${shown(item.deadline.due)})`,
  situation: item.workLabel,
});

const notOurs = (message: string): ProblemError =>
  new ProblemError({ status: 422, code: 'REVIEW_TABLE.UNKNOWN', title: message, errors: [{ pointer: '/file', message }] });

/** A filled row with the part that it means and what it asks for. */
interface Meant {
  readonly filled: FilledRow;
  readonly found: PartOfPlan;
  readonly order: RowOrder;
  readonly sentence: string;
}

type Judged = { readonly view: ReviewRowView; readonly meant: Meant | null };

const acknowledgement: RowOrder = { type: 'AcknowledgeAssignment', data: { assignTo: null } };

/** A report acknowledges by itself; who hands in a result has to have acknowledged the task. */
const ordersOf = ({ order, found }: Meant): readonly [RowOrder, ...RowOrder[]] =>
  order.type === 'SubmitCompletion' && found.part.situation.name === 'awaiting' ? [acknowledgement, order] : [order];

const viewOf = (filled: FilledRow, found: PartOfPlan | null, state: ReviewRowState, messages: readonly string[]): ReviewRowView => ({
  row: filled.row,
  taskId: found?.task.id ?? null,
  task: found?.task.title ?? filled.task,
  agency: found?.item.agency.name ?? null,
  state,
  messages: [...messages],
});

const unknown = 'Không tìm thấy lượt giao của dòng này trong văn bản; có thể mã dòng đã bị sửa, hoặc lượt giao thuộc cơ quan khác.';
const twice = 'Lượt giao này đã có ở một dòng phía trên của biểu.';
const movedOn = 'Lượt giao đã có thay đổi từ khi tải biểu; tải lại biểu mới và điền lại dòng này.';

const reasonOf = ({ kind, code, details }: Refusal): string => (kind === 'stale' ? movedOn : titleOf(code, details));

/** The review table of a plan: given out, taken back filled in, and recorded row by row in the name of who sends it. */
export class ReviewTables {
  constructor(
    private readonly ports: {
      readonly application: Application;
      readonly commands: CommandBus;
      readonly tasks: TaskQueries;
      readonly files: PlanFiles;
      readonly clock: Clock;
    },
  ) {}

  /** The open lead parts that the reader holds; of all agencies for the Office. */
  async table({ id, document }: PlanView, actor: Actor): Promise<Buffer> {
    const all = await this.ports.tasks.partsOfPlan(id, actor);
    const own = seesEverything(actor) ? all : all.filter(({ part }) => actor.agencies.includes(part.holder));
    const rows = own.filter(({ part }) => !closed.has(part.situation.name)).map(rowOf);
    const number = document.number === null ? '' : `Văn bản số ${document.number}. `;
    const about = `${number}Số liệu đến ngày ${shown(this.today())}; ${String(rows.length)} lượt giao đang theo dõi.`;
    return writeReviewTable({ title: document.title, about, rows });
  }

  /** What each filled row would come to, as things stand. */
  async preview(planId: string, file: FileRef, actor: Actor): Promise<ReviewTableView> {
    const { judged, untouched } = await this.judge(planId, file, actor);
    return { file: { ...file }, rows: judged.map(({ view }) => view), untouched, position: null };
  }

  /** Records every row that can be; the others say why not. Sent again, it records nothing more. */
  async record(planId: string, file: FileRef, actor: Actor): Promise<ReviewTableView> {
    const { judged, untouched } = await this.judge(planId, file, actor);
    const rows: ReviewRowView[] = [];
    let position: number | null = null;
    for (const { view, meant } of judged) {
      if (meant === null) {
        rows.push(view);
        continue;
      }
      const outcome = await this.carryOut(meant, file, actor);
      if (outcome.ok) position = outcome.position;
      rows.push(outcome.ok ? { ...view, state: 'done' } : { ...view, state: 'conflict', messages: [reasonOf(outcome)] });
    }
    return { file: { ...file }, rows, untouched, position: position === null ? null : positionText(position) };
  }

  /** Each upon what the one before it left; the first upon the part as it stood when the table was made. */
  private async carryOut(meant: Meant, file: FileRef, actor: Actor): Promise<CommandOutcome> {
    const [first, ...others] = ordersOf(meant);
    let outcome = await this.ports.commands.execute(this.commandOf(meant, first, file, actor));
    for (const order of others) {
      if (!outcome.ok) break;
      const { input } = this.commandOf(meant, order, file, actor);
      outcome = await this.ports.commands.execute(new ActOnTask({ ...input, seenVersion: outcome.version }));
    }
    return outcome;
  }

  private today(): PlainDate {
    return dateInVietnam(this.ports.clock.now());
  }

  private async judge(
    planId: string,
    file: FileRef,
    actor: Actor,
  ): Promise<{ readonly judged: readonly Judged[]; readonly untouched: number }> {
    const filled = await this.rowsOf(file);
    const parts = await this.ports.tasks.partsOfPlan(planId, actor);
    const known = new Map(parts.map((each) => [keyOf({ taskId: each.task.id, part: each.part.id }), each]));
    const met = new Set<string>();
    const judged: Judged[] = [];
    for (const row of filled) {
      const key = row.key === null ? null : keyOf(row.key);
      const result = await this.judgeRow(row, key === null ? null : (known.get(key) ?? null), key !== null && met.has(key), file, actor);
      if (result === null) continue;
      judged.push(result);
      if (key !== null) met.add(key);
    }
    return { judged, untouched: filled.length - judged.length };
  }

  /** Null: nothing was filled in. */
  private async judgeRow(
    filled: FilledRow,
    found: PartOfPlan | null,
    isTwice: boolean,
    file: FileRef,
    actor: Actor,
  ): Promise<Judged | null> {
    const reading = readRow(filled, this.today());
    const left = (state: ReviewRowState, ...messages: readonly string[]): Judged => ({
      view: viewOf(filled, found, state, messages),
      meant: null,
    });
    if (reading.kind === 'empty') return null;
    if (found === null) return left('conflict', unknown);
    if (isTwice) return left('conflict', twice);
    if (reading.kind === 'wrong') return left('wrong', ...reading.problems);
    if (isRecorded(reading.order, found.part)) return left('recorded', reading.sentence);
    const meant: Meant = { filled, found, order: reading.order, sentence: reading.sentence };
    const refusal = await this.ports.application.tryOnTask(this.commandOf(meant, ordersOf(meant)[0], file, actor));
    if (refusal !== null) return left('conflict', reasonOf(refusal));
    return { view: viewOf(filled, found, 'ready', [reading.sentence]), meant };
  }

  /** In the name of who sends the table, on the part as it stood when the table was made; the same row of the same file once. */
  private commandOf({ filled, found }: Meant, order: RowOrder, file: FileRef, actor: Actor): ActOnTask {
    const { task, part } = found;
    const hash = createHash('sha256').update(JSON.stringify(order)).digest('hex');
    return new ActOnTask({
      actor,
      onBehalfOf: null,
      request: { key: `review-table:${file.sha256}:${task.id}:${part.id}:${order.type}`, hash },
      taskId: task.id,
      type: order.type,
      data: { ...order.data, part: part.id },
      effectiveAt: null,
      seenVersion: filled.key?.version ?? 0,
    });
  }

  private async rowsOf({ sha256, name, mediaType }: FileRef): Promise<readonly FilledRow[]> {
    const reading = await readSourceDocument(await this.ports.files.bytesOf(sha256), { name, mediaType });
    if (!reading.ok) throw importRefused(reading, '/file');
    const table = readReviewTable(reading.source);
    if (!table.ok) throw notOurs(table.message);
    return table.rows;
  }
}
