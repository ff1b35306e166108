import { formatDate } from '../../words/dates.js';
import { byDocument, documentFields, type Act, type ActSubject, type Field } from './act.js';

/** Acts on what a lead part carries: milestones, reporting periods, objective causes, what a reorganisation moves. */
const basis: readonly Field[] = [
  { name: 'basis', label: 'Căn cứ', kind: 'short', required: true, hint: 'Văn bản hoặc ý kiến chỉ đạo làm căn cứ.' },
  ...documentFields('văn bản'),
];

type Choices = NonNullable<Field['choices']>;

const pick = (name: string, label: string, choices: Choices): readonly Field[] =>
  choices.length === 0 ? [] : [{ name, label, kind: 'pick', required: true, choices }];

/** The only one is chosen already. */
const onlyOne = (name: string, choices: Choices): Readonly<Record<string, string>> => {
  const [only, ...others] = choices;
  return only !== undefined && others.length === 0 ? { [name]: only.value } : {};
};

const milestones = ({ part }: ActSubject, outcome: string): Choices =>
  (part?.milestones ?? [])
    .filter((milestone) => milestone.outcome === outcome)
    .map(({ number, text, due }) => ({ value: String(number), label: `Mốc ${String(number)}: ${text} (${formatDate(due)})` }));

const cycles = ({ part }: ActSubject, ...outcomes: readonly string[]): Choices =>
  (part?.cycles ?? [])
    .filter((cycle) => outcomes.includes(cycle.outcome))
    .map(({ number, label, due }) => ({ value: String(number), label: `${label}, hạn báo cáo ${formatDate(due)}` }));

const provisionalCycles = (subject: ActSubject): Choices => {
  const numbers = (subject.part?.cycles ?? [])
    .filter(({ reports }) => reports.at(-1)?.provisional === true)
    .map(({ number }) => String(number));
  return cycles(subject, 'reported', 'returned', 'done').filter(({ value }) => numbers.includes(value));
};
const provisionalMilestones = (subject: ActSubject): Choices => {
  const numbers = (subject.part?.milestones ?? []).filter(({ report }) => report?.provisional === true).map(({ number }) => String(number));
  return milestones(subject, 'reported').filter(({ value }) => numbers.includes(value));
};

const sent: readonly Field[] = [
  { name: 'sentOn', label: 'Ngày gửi', kind: 'date', hint: 'Để trống là hôm nay. Ngày sớm hơn hôm nay chờ Văn phòng xác nhận.' },
  { name: 'files', label: 'Văn bản, sản phẩm kèm theo', kind: 'files' },
];
const settledDate: readonly Field[] = [
  { name: 'sentOn', label: 'Ngày gửi đúng', kind: 'date', hint: 'Để trống: xác nhận ngày cơ quan đã khai.' },
  { name: 'reason', label: 'Lý do đính chính', kind: 'prose' },
];
const owed = ['open', 'missed', 'returned'] as const;

/** What the lead agency does. */
export const attachedLeadActs: readonly Act[] = [
  {
    verb: 'confirm-takeover',
    label: 'Xác nhận nhận bàn giao',
    submit: 'Xác nhận',
    lead: ({ part }) =>
      part?.takeover == null ? '' : `Nhiệm vụ được chuyển giao từ ${part.takeover.from.name}, căn cứ ${part.takeover.basis}.`,
    done: 'Đã xác nhận nhận bàn giao.',
  },
  {
    verb: 'report-cycle',
    label: 'Báo cáo kỳ',
    submit: 'Gửi báo cáo',
    fields: (subject) => [
      ...pick('cycle', 'Kỳ báo cáo', cycles(subject, ...owed)),
      { name: 'text', label: 'Kết quả trong kỳ', kind: 'prose', required: true },
      ...documentFields('văn bản báo cáo'),
      ...sent,
    ],
    initial: (subject) => onlyOne('cycle', cycles(subject, ...owed)),
    done: 'Đã gửi báo cáo kỳ.',
  },
  {
    verb: 'report-milestone',
    label: 'Báo cáo đạt mốc',
    submit: 'Gửi báo cáo',
    fields: (subject) => [
      ...pick('milestone', 'Mốc thực hiện', milestones(subject, 'open')),
      { name: 'text', label: 'Kết quả', kind: 'prose', required: true },
      ...documentFields('văn bản'),
      ...sent,
    ],
    initial: (subject) => onlyOne('milestone', milestones(subject, 'open')),
    done: 'Đã báo cáo đạt mốc.',
  },
  {
    verb: 'claim-objective-cause',
    label: 'Đề nghị xác nhận nguyên nhân khách quan',
    submit: 'Gửi đề nghị',
    lead: 'Kết luận về thời hạn không thay đổi; nguyên nhân được xác nhận là căn cứ khi xem xét trách nhiệm. Cần nêu văn bản hoặc kèm tài liệu chứng minh.',
    fields: [
      { name: 'text', label: 'Nguyên nhân', kind: 'prose', required: true },
      { name: 'from', label: 'Từ ngày', kind: 'date' },
      { name: 'to', label: 'Đến ngày', kind: 'date' },
      ...documentFields('văn bản chứng minh'),
      { name: 'files', label: 'Tài liệu chứng minh', kind: 'files' },
    ],
    done: 'Đã gửi đề nghị xác nhận nguyên nhân khách quan.',
  },
];

const pendingCause = ({ part }: ActSubject): Readonly<Record<string, unknown>> => {
  const pending = part?.causes.find(({ outcome }) => outcome.kind === 'pending');
  return pending === undefined ? {} : { cause: pending.number };
};

/** What approvers and the assigning authority decide. */
export const attachedDecisionActs: readonly Act[] = [
  {
    verb: 'sign-cycle',
    label: 'Ký báo cáo kỳ',
    submit: 'Ký',
    fields: (subject) => [...pick('cycle', 'Kỳ báo cáo', cycles(subject, 'reported')), { name: 'note', label: 'Ý kiến', kind: 'prose' }],
    initial: (subject) => onlyOne('cycle', cycles(subject, 'reported')),
    done: 'Đã ký báo cáo kỳ.',
  },
  {
    verb: 'return-cycle',
    label: 'Yêu cầu bổ sung báo cáo kỳ',
    submit: 'Gửi yêu cầu',
    fields: (subject) => [
      ...pick('cycle', 'Kỳ báo cáo', cycles(subject, 'reported')),
      { name: 'reason', label: 'Nội dung cần bổ sung, hoàn thiện', kind: 'prose', required: true },
      { name: 'resubmitBy', label: 'Gửi lại trước hết ngày', kind: 'date', hint: 'Để trống: 5 ngày làm việc.' },
    ],
    initial: (subject) => onlyOne('cycle', cycles(subject, 'reported')),
    done: 'Đã gửi yêu cầu bổ sung báo cáo kỳ.',
  },
  {
    verb: 'confirm-cause',
    label: 'Xác nhận nguyên nhân khách quan',
    submit: 'Xác nhận',
    lead: byDocument,
    fields: [...documentFields('văn bản xác nhận'), { name: 'note', label: 'Ý kiến', kind: 'prose' }],
    fixed: pendingCause,
    done: 'Đã xác nhận nguyên nhân khách quan.',
  },
  {
    verb: 'refuse-cause',
    label: 'Không xác nhận nguyên nhân khách quan',
    submit: 'Không xác nhận',
    lead: byDocument,
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose', required: true }, ...documentFields('văn bản')],
    fixed: pendingCause,
    done: 'Đã ghi nhận không xác nhận nguyên nhân khách quan.',
  },
];

/** What the Office sets and keeps. */
export const attachedOfficeActs: readonly Act[] = [
  {
    verb: 'set-recurrence',
    label: 'Đặt kỳ báo cáo',
    submit: 'Đặt kỳ',
    fields: [
      {
        name: 'schedule.kind',
        label: 'Kỳ báo cáo',
        kind: 'choice',
        required: true,
        hint: 'Chốt số liệu theo Nghị định 09/2019/NĐ-CP.',
        choices: [
          { value: 'monthly', label: 'Hằng tháng' },
          { value: 'quarterly', label: 'Hằng quý' },
          { value: 'half-yearly', label: '6 tháng' },
          { value: 'yearly', label: 'Hằng năm' },
          { value: 'custom', label: 'Kỳ khác' },
        ],
      },
      {
        name: 'schedule.from',
        label: 'Kỳ đầu bắt đầu từ ngày',
        kind: 'date',
        required: true,
        shownWhen: { field: 'schedule.kind', equals: 'custom' },
      },
      {
        name: 'schedule.months',
        label: 'Số tháng của mỗi kỳ',
        kind: 'count',
        required: true,
        shownWhen: { field: 'schedule.kind', equals: 'custom' },
      },
      { name: 'dueAfter', label: 'Hạn báo cáo: số ngày làm việc sau ngày chốt số liệu', kind: 'count', hint: 'Để trống: 5 ngày làm việc.' },
      { name: 'since', label: 'Áp dụng từ ngày', kind: 'date', hint: 'Để trống: từ kỳ hiện tại.' },
      { name: 'signed', label: 'Báo cáo do cấp phê duyệt ký', kind: 'flag' },
      ...basis,
    ],
    initial: () => ({ 'schedule.kind': 'quarterly' }),
    done: 'Đã đặt kỳ báo cáo.',
  },
  { verb: 'close-recurring', label: 'Kết thúc báo cáo theo kỳ', submit: 'Kết thúc', fields: basis, done: 'Đã kết thúc báo cáo theo kỳ.' },
  {
    verb: 'confirm-cycle-date',
    label: 'Xác nhận ngày gửi báo cáo kỳ',
    submit: 'Ghi nhận',
    fields: (subject) => [...pick('cycle', 'Kỳ báo cáo', provisionalCycles(subject)), ...settledDate],
    initial: (subject) => onlyOne('cycle', provisionalCycles(subject)),
    done: 'Đã xác nhận ngày gửi báo cáo kỳ.',
  },
  {
    verb: 'add-milestone',
    label: 'Đặt mốc thực hiện',
    submit: 'Đặt mốc',
    fields: [
      { name: 'text', label: 'Nội dung mốc', kind: 'prose', required: true },
      { name: 'due', label: 'Thời hạn của mốc', kind: 'date', required: true },
      ...basis,
    ],
    done: 'Đã đặt mốc thực hiện.',
  },
  {
    verb: 'change-milestone',
    label: 'Điều chỉnh mốc',
    submit: 'Điều chỉnh',
    fields: (subject) => [
      ...pick('milestone', 'Mốc thực hiện', milestones(subject, 'open')),
      { name: 'text', label: 'Nội dung mốc', kind: 'prose', required: true },
      { name: 'due', label: 'Thời hạn mới', kind: 'date', required: true },
      ...basis,
    ],
    initial: (subject) => onlyOne('milestone', milestones(subject, 'open')),
    done: 'Đã điều chỉnh mốc.',
  },
  {
    verb: 'withdraw-milestone',
    label: 'Thôi theo dõi mốc',
    submit: 'Ghi nhận',
    fields: (subject) => [...pick('milestone', 'Mốc thực hiện', milestones(subject, 'open')), ...basis],
    initial: (subject) => onlyOne('milestone', milestones(subject, 'open')),
    done: 'Đã thôi theo dõi mốc.',
  },
  {
    verb: 'confirm-milestone-date',
    label: 'Xác nhận ngày báo cáo mốc',
    submit: 'Ghi nhận',
    fields: (subject) => [...pick('milestone', 'Mốc thực hiện', provisionalMilestones(subject)), ...settledDate],
    initial: (subject) => onlyOne('milestone', provisionalMilestones(subject)),
    done: 'Đã xác nhận ngày báo cáo mốc.',
  },
  {
    verb: 'succeed-part',
    label: 'Chuyển giao theo sắp xếp tổ chức',
    submit: 'Chuyển giao',
    lead: 'Mọi nội dung của lượt giao được giữ nguyên; cơ quan kế thừa xác nhận nhận bàn giao.',
    fields: [{ name: 'agencyId', label: 'Cơ quan kế thừa', kind: 'agency', required: true }, ...basis],
    fixed: ({ part }) => (part === null ? {} : { from: part.agency.id }),
    done: 'Đã chuyển giao lượt giao.',
  },
  {
    verb: 'succeed-approver',
    label: 'Thay cấp phê duyệt theo sắp xếp tổ chức',
    submit: 'Ghi nhận',
    fields: [{ name: 'agencyId', label: 'Cấp phê duyệt kế thừa', kind: 'agency', hint: 'Để trống: chỉ định sau.' }, ...basis],
    fixed: ({ part }) => ({ agencyId: null, ...(part?.approver == null ? {} : { from: part.approver.id }) }),
    done: 'Đã ghi nhận cấp phê duyệt kế thừa.',
  },
];

/** What the consolidating agency does with the whole task. */
export const consolidatorActs: readonly Act[] = [
  {
    verb: 'send-consolidated-report',
    label: 'Gửi báo cáo tổng hợp',
    submit: 'Gửi báo cáo',
    fields: [
      { name: 'period', label: 'Kỳ báo cáo', kind: 'short' },
      { name: 'text', label: 'Kết quả tổng hợp', kind: 'prose', required: true },
      { name: 'difficulties', label: 'Khó khăn, vướng mắc, kiến nghị', kind: 'prose' },
      ...documentFields('văn bản báo cáo'),
      { name: 'files', label: 'Văn bản kèm theo', kind: 'files' },
    ],
    done: 'Đã gửi báo cáo tổng hợp.',
  },
];
