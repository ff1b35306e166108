import './inbox.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { InboxView } from '#contracts';
import { inboxQuery, sessionQuery } from '../../api/queries.js';
import { DueDate } from '../../ui/due-date.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';
import { actOf } from '../acts/catalogue.js';
import { PileReminder } from '../group-reminder/pile-reminder.js';

type Group = InboxView['groups'][number];
type Item = Group['items'][number];

/** Remarks are read on their tab; every other next act has a form. */
const actSearch = (item: Item) => (item.nextAct === 'remarks' ? { muc: 'y-kien' } : formSearch(item));

const formSearch = (item: Item) => ({
  ...(item.nextAct === null ? {} : { viec: item.nextAct }),
  ...(item.part === null ? {} : { luot: item.part.part }),
  ...(item.ask === null ? {} : { hoi: String(item.ask) }),
});

const actLabel = ({ task, nextAct }: Item): string => {
  if (nextAct === 'remarks') return 'Xem ý kiến';
  return actOf(nextAct ?? undefined)?.label ?? (task.kind === 'indicator' ? 'Xem chỉ tiêu' : 'Xem nhiệm vụ');
};

const NextAct = ({ item }: { readonly item: Item }) => (
  <Button
    size="sm"
    variant={item.nextAct === null ? 'default' : 'filled'}
    renderRoot={(props) =>
      item.task.kind === 'indicator' ? (
        <Link {...props} to="/chi-tieu" />
      ) : (
        <Link {...props} to="/nhiem-vu/$id" params={{ id: item.task.id }} search={actSearch(item)} />
      )
    }
  >
    {actLabel(item)}
    <span className="visually-hidden">: {item.task.title.slice(0, 80)}</span>
  </Button>
);

/** The part's deadline, or the day an answer is asked for, or the task's day without a claim about anybody's lateness. */
const When = ({ item }: { readonly item: Item }) => {
  if (item.ask !== null && item.due !== null && item.workingDaysLeft !== null) {
    const status = item.workingDaysLeft < 0 ? 'overdue' : 'in-time';
    return <DueDate deadline={{ due: item.due, workingDaysLeft: item.workingDaysLeft, text: '', status }} />;
  }
  if (item.part !== null) return <DueDate deadline={item.part.deadline} />;
  return item.due === null ? null : <span className="soft">thời hạn nhiệm vụ {formatDate(item.due)}</span>;
};

const numberOf = ({ task }: Item): string =>
  task.group === task.ordinal ? (task.group ?? '') : [task.group, task.ordinal].filter((text) => text !== null).join('.');

const Subject = ({ item }: { readonly item: Item }) => {
  const number = numberOf(item);
  const words = (
    <>
      {number === '' ? '' : <span className="soft">{number} · </span>}
      {item.task.kind === 'indicator' ? 'Chỉ tiêu: ' : ''}
      {item.task.title}
    </>
  );
  return item.task.kind === 'indicator' ? (
    <Link to="/chi-tieu" className="clamp">
      {words}
    </Link>
  ) : (
    <Link to="/nhiem-vu/$id" params={{ id: item.task.id }} search={item.part === null ? {} : { luot: item.part.part }} className="clamp">
      {words}
    </Link>
  );
};

interface RowProps {
  readonly item: Item;
  /** The reader's agencies: whose part it is goes without saying there. */
  readonly own: readonly string[];
}

const InboxRow = ({ item, own }: RowProps) => (
  <li className="inbox-row">
    <div className="inbox-what">
      <Subject item={item} />
      <p className="small">
        {item.part === null || own.includes(item.part.agency.id) ? null : <strong>{item.part.agency.name}: </strong>}
        {item.text}
      </p>
      {item.instruction === null ? null : <p className="small prose">Ý kiến chỉ đạo: {item.instruction}</p>}
      {item.internalDeadline === null ? null : <p className="small">Hạn nội bộ: {formatDate(item.internalDeadline)}</p>}
    </div>
    <div className="inbox-when">
      <When item={item} />
    </div>
    <div className="inbox-act no-print">
      <NextAct item={item} />
    </div>
  </li>
);

interface InboxGroupProps extends Pick<RowProps, 'own'> {
  readonly group: Group;
  /** The Office reminds others. */
  readonly canRemind: boolean;
}

const InboxGroup = ({ group, own, canRemind }: InboxGroupProps) => (
  <section aria-labelledby={`nhom-${group.key}`}>
    <div className="inbox-head">
      <h2 id={`nhom-${group.key}`} className="inbox-title" data-key={group.key}>
        {group.label} <span className="inbox-count">{group.total}</span>
      </h2>
      {canRemind ? <PileReminder group={group} /> : null}
    </div>
    <ul className="inbox-list">
      {group.items.map((item) => (
        <InboxRow key={`${item.task.id}:${item.part?.part ?? ''}:${String(item.ask)}:${item.text}`} item={item} own={own} />
      ))}
    </ul>
    {group.total > group.items.length ? (
      <p className="small soft inbox-more">
        Đang hiện {group.items.length} trong {group.total} việc. <Link to="/nhiem-vu">Xem đầy đủ ở danh sách nhiệm vụ</Link>
      </p>
    ) : null}
  </section>
);

const reportActs = { reconcile: 'Đối chiếu', answer: 'Trả lời', settle: 'Mở kỳ số liệu' } as const;

/** Periods that are being closed: an agency's answer, the Office's steps. */
const Reports = ({ reports }: Pick<InboxView, 'reports'>) =>
  reports.length === 0 ? null : (
    <section aria-labelledby="nhom-so-lieu">
      <h2 id="nhom-so-lieu" className="inbox-title">
        Chốt, đối chiếu số liệu <span className="inbox-count">{reports.length}</span>
      </h2>
      <ul className="inbox-list">
        {reports.map(({ report, title, text, next, due, workingDaysLeft }) => (
          <li key={`${report} ${next}`} className="inbox-row">
            <div className="inbox-what">
              <Link to="/so-lieu/chot/$id" params={{ id: report }}>
                Số liệu {title}
              </Link>
              <p className="small">{text}</p>
            </div>
            <div className="inbox-when">
              {due === null || workingDaysLeft === null ? null : (
                <DueDate deadline={{ due, workingDaysLeft, text: '', status: workingDaysLeft < 0 ? 'overdue' : 'due-soon' }} />
              )}
            </div>
            <div className="inbox-act no-print">
              <Button size="sm" renderRoot={(props) => <Link {...props} to="/so-lieu/chot/$id" params={{ id: report }} />}>
                {reportActs[next]}
                <span className="visually-hidden">: số liệu {title}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );

/** What waits for the reader, soonest first, each with the one act that comes next. */
export const InboxPage = () => {
  const query = useQuery(inboxQuery);
  const { data: session } = useSuspenseQuery(sessionQuery);
  const own = session.memberships.map(({ agency }) => agency.id);
  return (
    <>
      <PageHeader title="Việc cần xử lý" />
      <QueryView query={query}>
        {({ groups, reports }) => {
          const filled = groups.filter((group) => group.total > 0);
          return filled.length + reports.length === 0 ? (
            <EmptyState title="Không có việc nào đang chờ">
              Nhiệm vụ mới giao, sắp đến hạn, quá hạn, yêu cầu hoàn thiện và đề nghị phối hợp sẽ hiện ở đây.
            </EmptyState>
          ) : (
            <div className="stack">
              <Reports reports={reports} />
              {filled.map((group) => (
                <InboxGroup key={group.key} group={group} own={own} canRemind={isOfOffice(session)} />
              ))}
            </div>
          );
        }}
      </QueryView>
    </>
  );
};
