import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from '@mantine/core';
import type { CalendarEffectsView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { dateOfInstant, formatDate, formatNumber } from '../../words/dates.js';

type Due = CalendarEffectsView['dues'][number];

interface EffectsProps {
  readonly effects: CalendarEffectsView;
  readonly keyOf: (due: Due) => string;
  readonly moved: ReadonlySet<string>;
  readonly setMoved: (moved: ReadonlySet<string>) => void;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
}

const titleOf = ({ ordinal, title }: Pick<Due, 'ordinal' | 'title'>): string => (ordinal === null ? title : `${ordinal}. ${title}`);

const toggled = (all: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  all.has(key) ? new Set([...all].filter((each) => each !== key)) : new Set([...all, key]);

const Dues = ({ effects: { dues }, keyOf, moved, setMoved }: EffectsProps) =>
  dues.length === 0 ? (
    <p>Không có thời hạn nào bị ảnh hưởng.</p>
  ) : (
    <fieldset>
      <legend>Thời hạn có thể dời ({formatNumber(dues.length)}); bỏ chọn để giữ nguyên</legend>
      <ul>
        {dues.map((due) => (
          <li key={keyOf(due)}>
            <Checkbox
              label={`${titleOf(due)} · ${due.agency.name}: ${formatDate(due.from)} → ${formatDate(due.due)}`}
              description={due.sentence}
              checked={moved.has(keyOf(due))}
              onChange={() => {
                setMoved(toggled(moved, keyOf(due)));
              }}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );

const Reminders = ({ effects: { reminders } }: EffectsProps) =>
  reminders.total === 0 ? (
    <p>Không có thông báo nhắc việc nào phải dời.</p>
  ) : (
    <details>
      <summary>{formatNumber(reminders.total)} thông báo nhắc việc tự dời theo lịch</summary>
      <ul>
        {reminders.first.map(({ kind, id, part, agency, rule, from, to, ...subject }) => (
          <li key={`${id} ${part ?? ''} ${agency.id} ${rule} ${from}`}>
            {kind === 'task' ? (
              <Link to="/nhiem-vu/$id" params={{ id }}>
                {titleOf(subject)}
              </Link>
            ) : (
              <Link to="/chi-tieu">Chỉ tiêu {titleOf(subject)}</Link>
            )}{' '}
            · {agency.name} · {rule}: {formatDate(dateOfInstant(from))} → {formatDate(dateOfInstant(to))}
          </li>
        ))}
      </ul>
      {reminders.total > reminders.first.length ? (
        <p className="soft">và {formatNumber(reminders.total - reminders.first.length)} thông báo khác.</p>
      ) : null}
    </details>
  );

/** What a changed day touches, shown before it is confirmed. */
export const Effects = (props: EffectsProps) => (
  <section className="stack calendar-effects" aria-label="Ảnh hưởng của thay đổi">
    <h3>Ảnh hưởng</h3>
    {props.effects.notice === null ? null : <Notice tone="amber" title={props.effects.notice} />}
    <Dues {...props} />
    <Reminders {...props} />
    <div>
      <Button loading={props.isPending} onClick={props.onConfirm}>
        Xác nhận thay đổi
      </Button>
    </div>
  </section>
);
