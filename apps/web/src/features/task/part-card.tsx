import type { LeadPartView, SessionView } from '#contracts';
import { DueDate } from '../../ui/due-date.js';
import { WorkMark } from '../../ui/work-mark.js';
import { dateOfInstant, formatDate, formatInstant, formatNumber } from '../../words/dates.js';
import { ActButtons } from './act-buttons.js';
import { AskList } from './ask-list.js';
import { CauseList } from './cause-list.js';
import { CycleList } from './cycle-list.js';
import { ExtensionList } from './extension-list.js';
import { MilestoneList } from './milestone-list.js';
import { SubmissionList } from './submission-list.js';

interface PartCardProps {
  readonly part: LeadPartView;
  readonly session: SessionView;
  readonly isOpen: boolean;
  readonly isPast: boolean;
}

const progressLabels: Readonly<Record<string, string>> = {
  'on-course': 'đúng tiến độ',
  'at-risk': 'có nguy cơ chậm',
  stuck: 'đang vướng mắc',
};

const Internal = ({ internal }: { readonly internal: NonNullable<LeadPartView['internal']> }) => (
  <>
    <dt>Phân công</dt>
    <dd>
      {[internal.unit, internal.officer?.name].filter((text) => text != null).join(' · ') || 'Chưa ghi người phụ trách'}
      {internal.internalDeadline === null ? null : <> · hạn nội bộ {formatDate(internal.internalDeadline)}</>}
      {internal.instruction === null ? null : <div className="prose soft">Ý kiến chỉ đạo: {internal.instruction}</div>}
    </dd>
  </>
);

const Takeover = ({ takeover }: { readonly takeover: NonNullable<LeadPartView['takeover']> }) => (
  <>
    <dt>Kế thừa</dt>
    <dd>
      Từ {takeover.from.name} ngày {formatDate(dateOfInstant(takeover.at.effective))}
      {takeover.confirmedAt === null
        ? ' · chưa xác nhận nhận bàn giao'
        : ` · nhận bàn giao ${formatInstant(takeover.confirmedAt.recorded)}`}
      {takeover.overdueSince === null ? '' : ` · khi chuyển đã quá hạn từ ngày ${formatDate(takeover.overdueSince)}`}
      <div className="prose soft">Căn cứ {takeover.basis}</div>
    </dd>
  </>
);

const Progress = ({ progress }: { readonly progress: NonNullable<LeadPartView['progress']> }) => (
  <>
    <dt>Báo cáo gần nhất</dt>
    <dd>
      <span className="soft">
        {formatInstant(progress.at.recorded)}
        {progress.percent === null ? '' : ` · ước đạt ${formatNumber(progress.percent)}%`}
        {progress.status === null ? '' : ` · ${progressLabels[progress.status] ?? progress.status}`}
      </span>
      <div className="prose">{progress.text}</div>
      {progress.difficulties === null ? null : <div className="prose">Khó khăn, vướng mắc, kiến nghị: {progress.difficulties}</div>}
    </dd>
  </>
);

const PartFacts = ({ part }: { readonly part: LeadPartView }) => (
  <dl className="facts">
    <dt>Thời hạn</dt>
    <dd>{part.deadlineSentence}</dd>
    <dt>Cấp phê duyệt</dt>
    <dd>
      {part.approver === null ? 'Chờ Văn phòng xác định' : part.approver.name}
      {part.approverProposed ? <span className="soft"> (đề xuất khi nhập kế hoạch)</span> : null}
    </dd>
    <dt>Giao</dt>
    <dd>
      {formatDate(dateOfInstant(part.assignedAt.effective))}
      {part.acknowledgedAt === null ? ' · chưa tiếp nhận' : ` · tiếp nhận ${formatInstant(part.acknowledgedAt.recorded)}`}
    </dd>
    {part.takeover === null ? null : <Takeover takeover={part.takeover} />}
    {part.internal === null ? null : <Internal internal={part.internal} />}
    {part.progress === null ? null : <Progress progress={part.progress} />}
    {part.reason === null ? null : (
      <>
        <dt>Lý do</dt>
        <dd className="prose">{part.reason}</dd>
      </>
    )}
  </dl>
);

/** One lead part: who holds it, how it stands, what was submitted, asked and extended, and what may be done. */
export const PartCard = ({ part, session, isOpen, isPast }: PartCardProps) => (
  <details className="card part" open={isOpen} data-part={part.part}>
    <summary>
      <h2>
        {part.agency.name} <span className="part-number">{part.part}</span>
      </h2>
      <span className="row">
        <WorkMark work={part.work} label={part.workLabel} />
        {part.unreviewed ? <span className="mark">Chưa rà soát hiện trạng</span> : null}
        <DueDate deadline={part.deadline} />
      </span>
    </summary>
    <div className="stack part-body">
      {isPast ? null : <ActButtons verbs={part.acts} part={part.part} label={`Việc có thể làm: ${part.agency.name}`} />}
      <PartFacts part={part} />
      <SubmissionList submissions={part.submissions} />
      <CycleList part={part} />
      <MilestoneList milestones={part.milestones} />
      <AskList asks={part.asks} part={part} session={session} isPast={isPast} />
      <ExtensionList extensions={part.extensions} />
      <CauseList causes={part.causes} />
    </div>
  </details>
);
