import {
  addDays,
  addWorkingDays,
  type LeadPart,
  type PlainDate,
  type SituationName,
  type Task,
  type TaskCommand,
  type WorkingCalendar,
} from '#domain';
import type { Chance } from './chance.js';
import { chairman, leaders, office, personOf, province } from './people.js';
import { difficultyText, reportText } from './texts.js';

/** A command without the time at which it is given. */
export interface NextAct {
  readonly command: Omit<TaskCommand, 'meta'>;
  readonly by: AgencyOf;
  /** Days until the part is looked at again. */
  readonly pause: number;
}
type AgencyOf = LeadPart['holder'];

export const calendar: WorkingCalendar = { version: 0, days: new Map(), publishedYears: [] };

interface Scene {
  readonly task: Task;
  readonly part: LeadPart;
  readonly chance: Chance;
  readonly today: PlainDate;
}

type CommandType = TaskCommand['type'];
type DataOf<Type extends CommandType> = Extract<TaskCommand, { type: Type }>['data'];
const act = <Type extends CommandType>(type: Type, data: DataOf<Type>, by: AgencyOf, pause: number): NextAct => ({
  command: { type, data },
  by,
  pause,
});

const basis = { basis: 'Thông báo kết luận của Chủ tịch UBND tỉnh', document: null };

const takeUp = ({ part, chance }: Scene): NextAct => {
  if (part.assignment === 1 && chance.percent(3)) {
    const proposal = chance.percent(50) ? (chance.some(leaders, 1)[0] ?? null) : null;
    return act('RequestReassignment', { part: part.id, reason: 'Không thuộc chức năng, nhiệm vụ', proposal }, part.holder, 4);
  }
  return act('AcknowledgeAssignment', { part: part.id, assignTo: null }, part.holder, chance.between(1, 3));
};

const decideReassignment = ({ part, chance }: Scene): NextAct => {
  const [other] = chance.some(
    leaders.filter((id) => id !== part.holder),
    1,
  );
  return other !== undefined && chance.percent(60)
    ? act('ReassignPart', { part: part.id, agencyId: other, reason: 'Đúng chức năng' }, office, 2)
    : act('InsistAssignment', { part: part.id, reason: 'Đúng chức năng' }, office, 2);
};

const organise = ({ part, chance, today }: Scene): NextAct =>
  chance.percent(70) && part.internal === null
    ? act(
        'AssignInternally',
        {
          part: part.id,
          unit: `Phòng chuyên môn ${String(chance.between(1, 6))}`,
          officer: personOf(part.holder, chance),
          internalDeadline: addDays(today, 30),
          instruction: 'Chủ động phối hợp với các cơ quan liên quan, báo cáo hằng tháng',
        },
        part.holder,
        chance.between(3, 10),
      )
    : report({ part, chance });

const report = ({ part, chance }: Pick<Scene, 'part' | 'chance'>): NextAct =>
  act(
    'ReportProgress',
    {
      part: part.id,
      text: reportText(chance),
      percent: chance.between(1, 19) * 5,
      status: chance.of(['on-course', 'on-course', 'at-risk', 'stuck']),
      difficulties: difficultyText(chance),
      files: chance.percent(30) ? [fileOf(chance, 'bao-cao.docx')] : [],
      period: null,
    },
    part.holder,
    chance.between(15, 40),
  );

const fileOf = (chance: Chance, name: string) => ({
  sha256: `${chance.uuid()}${chance.uuid()}`.replaceAll('-', '').padEnd(64, '0'),
  name,
  size: chance.between(20_000, 900_000),
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});

const submit = ({ part, chance, today }: Scene): NextAct =>
  act(
    'SubmitCompletion',
    {
      part: part.id,
      text: 'Đã hoàn thành nhiệm vụ, kính trình cấp có thẩm quyền xem xét, phê duyệt.',
      document: { number: `${String(chance.between(10, 999))}/TTr-CQ`, date: today, signer: null, form: null },
      sentOn: null,
      files: [fileOf(chance, 'to-trinh.pdf')],
      despiteOpenAsks: 'Thời hạn không cho phép chờ thêm',
    },
    part.holder,
    chance.between(2, 12),
  );

const ask = ({ task, part, chance, today }: Scene): NextAct => {
  const others = leaders.filter((id) => id !== part.holder);
  const known = task.coordinators.filter((one) => !one.released && one.holder !== part.holder).map((one) => one.holder);
  const agencies = chance.some(known.length > 0 ? known : others, chance.between(1, 2));
  const text = 'Đề nghị tham gia ý kiến đối với dự thảo và nguồn lực thực hiện thuộc lĩnh vực quản lý.';
  return act('AskCoordination', { part: part.id, agencies, text, replyBy: addWorkingDays(today, 7, calendar) }, part.holder, 5);
};

const answer = ({ part, chance }: Scene): NextAct | null => {
  const open = part.asks.find(({ outcome }) => outcome.kind === 'open');
  if (open === undefined) return null;
  const text = 'Cơ bản nhất trí với dự thảo; đề nghị bổ sung căn cứ pháp lý và dự kiến kinh phí.';
  return act('GiveOpinion', { part: part.id, ask: open.number, text, files: [] }, open.agencyId, chance.between(2, 8));
};

const settleExtension = ({ part, chance }: Scene): NextAct | null => {
  const pending = part.extensions.find(({ outcome }) => outcome.kind === 'pending');
  if (pending === undefined) return null;
  const { number: extension, due } = pending;
  return chance.percent(75)
    ? act('GrantExtension', { part: part.id, extension, due, document: null }, province, 5)
    : act('RefuseExtension', { part: part.id, extension, reason: 'Nhiệm vụ cấp bách', document: null }, province, 5);
};

const askForTime = (scene: Scene): NextAct | null => {
  const { part, today } = scene;
  if (part.due === null || part.due < today || part.extensions.length >= 2) return null;
  const data = { part: part.id, due: addDays(part.due, 60), reason: 'Chờ hướng dẫn của Bộ', document: null };
  return act('RequestExtension', data, part.holder, scene.chance.between(3, 9));
};

const carryOn = (scene: Scene): NextAct => settleExtension(scene) ?? answer(scene) ?? goFurther(scene);

const goFurther = (scene: Scene): NextAct => {
  const { part, chance, today } = scene;
  const isLate = part.due !== null && part.due < today;
  if (isLate && chance.percent(25)) {
    return act('UrgePart', { part: part.id, text: 'Đề nghị khẩn trương', document: null, urgent: false }, office, 7);
  }
  if (chance.percent(isLate || part.reportedAt.length > 6 ? 45 : 8)) return submit(scene);
  if (chance.percent(12)) return ask(scene);
  if (chance.percent(4)) return askForTime(scene) ?? report(scene);
  if (chance.percent(1)) return act('Suspend', { part: part.id, ...basis }, office, 30);
  return report(scene);
};

const judge = ({ part, chance }: Scene, submission: number): NextAct => {
  const by = part.approver ?? chairman;
  if (chance.percent(82)) return act('ApproveCompletion', { part: part.id, submission, note: null }, by, 1);
  const kind = chance.percent(75) ? 'incomplete' : 'not-acceptable';
  const reason = 'Bổ sung phụ lục kinh phí và đánh giá tác động';
  return act('ReturnCompletion', { part: part.id, submission, kind, reason, resubmitBy: null }, by, chance.between(3, 10));
};

const judgeNext = (scene: Scene): NextAct | null => {
  const { situation } = scene.part;
  return situation.name === 'submitted' ? judge(scene, situation.submission) : null;
};

const nothing = (): null => null;

const acts: Readonly<Record<SituationName, (scene: Scene) => NextAct | null>> = {
  awaiting: takeUp,
  'reassignment-requested': decideReassignment,
  acknowledged: organise,
  'in-progress': carryOn,
  submitted: judgeNext,
  returned: (scene) => (scene.chance.percent(60) ? submit(scene) : report(scene)),
  suspended: ({ part }) => act('Resume', { part: part.id, due: null, ...basis }, office, 3),
  approved: nothing,
  completed: nothing,
  withdrawn: nothing,
  cancelled: nothing,
  superseded: nothing,
  'closed-not-done': nothing,
};

/** What happens next to a lead part; null: nothing more. */
export const nextAct = (scene: Scene): NextAct | null => acts[scene.part.situation.name](scene);
