import { Button, Checkbox, Radio, Select } from '@mantine/core';
import type { ComparedLine, LineChange, LineText } from '#contracts';
import { formatDate } from '../../words/dates.js';
import { joinNames } from '../../words/labels.js';
import { type Choice, type Pair } from './confirmation.js';
import { DiffText } from './diff-text.js';

const changeWords: Readonly<Record<LineChange, string>> = {
  reworded: 'sửa nội dung',
  're-dated': 'đổi thời hạn',
  're-assigned': 'đổi cơ quan chủ trì',
  coordinators: 'đổi cơ quan phối hợp',
  approver: 'đổi cấp phê duyệt',
  renumbered: 'đổi số thứ tự',
  restyled: 'chỉ khác cách trình bày',
  added: 'thêm mới',
  withdrawn: 'đưa ra khỏi kế hoạch',
};

const fields = [
  ['title', 'Nội dung'],
  ['leads', 'Chủ trì'],
  ['coordinators', 'Phối hợp'],
  ['approvers', 'Phê duyệt'],
  ['deadline', 'Thời hạn'],
  ['funding', 'Kinh phí'],
  ['output', 'Sản phẩm'],
] as const satisfies readonly (readonly [keyof LineText, string])[];

const valueOf = (text: LineText | null, field: (typeof fields)[number][0]): string => text?.[field] ?? '';

/** Both versions field by field; fields that neither has are left out. */
const Versions = ({ old, next }: Pick<ComparedLine, 'old' | 'next'>) => (
  <table className="plain amendment-versions cards-when-narrow">
    <caption className="visually-hidden">Hai bản</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">Bản đang theo dõi</th>
        <th scope="col">Bản sửa đổi</th>
      </tr>
    </thead>
    <tbody>
      {fields
        .filter(([field]) => valueOf(old, field) !== '' || valueOf(next, field) !== '')
        .map(([field, label]) => (
          <tr key={field}>
            <th scope="row">{label}</th>
            <td data-label="Bản đang theo dõi" className="prose">
              {old === null ? (
                <span className="soft">không có</span>
              ) : (
                <DiffText old={valueOf(old, field)} next={valueOf(next ?? old, field)} side="old" />
              )}
            </td>
            <td data-label="Bản sửa đổi" className="prose">
              {next === null ? (
                <span className="soft">không còn</span>
              ) : (
                <DiffText old={valueOf(old ?? next, field)} next={valueOf(next, field)} side="next" />
              )}
            </td>
          </tr>
        ))}
    </tbody>
  </table>
);

type LiveTask = NonNullable<ComparedLine['live']>;

/** Parts that stand alike are told together: a line may be held by every district. */
const alike = (parts: LiveTask['parts']): ReadonlyMap<string, LiveTask['parts']> => {
  const groups = new Map<string, LiveTask['parts']>();
  for (const part of parts) {
    const words = `${part.workLabel.toLowerCase()}${part.due === null ? '' : `, hạn ${formatDate(part.due)}`}`;
    groups.set(words, [...(groups.get(words) ?? []), part]);
  }
  return groups;
};

const Live = ({ live }: Pick<ComparedLine, 'live'>) =>
  live === null ? null : (
    <div>
      <h3>Tình hình thực hiện</h3>
      {live.parts.length === 0 ? <p className="soft">{live.workLabel}</p> : null}
      <ul className="plain-list small">
        {[...alike(live.parts)].map(([words, parts]) => (
          <li key={words}>
            {joinNames(parts.map(({ agency }) => agency))}: {words}
          </li>
        ))}
      </ul>
    </div>
  );

const List = ({ title, items }: { readonly title: string; readonly items: readonly string[] }) =>
  items.length === 0 ? null : (
    <div>
      <h3>{title}</h3>
      <ul className="small amendment-list">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );

const dayWords = (day: string | null): string => (day === null ? 'không định ngày' : formatDate(day));

interface LineCardProps {
  readonly line: ComparedLine;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly isConfirmed: boolean;
  readonly onConfirmed: (confirmed: boolean) => void;
  /** New lines that a withdrawn one may really be. */
  readonly added: readonly ComparedLine[];
  readonly onPair: (pair: Pair) => void;
}

const Choices = ({ line, choice, onChoice }: Pick<LineCardProps, 'line' | 'choice' | 'onChoice'>) => (
  <>
    {line.dues.map(({ part, agency, live, next, proposed }) => (
      <Radio.Group
        key={part}
        label={`Thời hạn của ${agency.name}`}
        value={choice.dues[part] ?? proposed}
        onChange={(chosen) => {
          onChoice({ ...choice, dues: { ...choice.dues, [part]: chosen === 'live' ? 'live' : 'next' } });
        }}
      >
        <div className="row">
          <Radio value="live" label={`Giữ ${dayWords(live)} (đang theo dõi)`} />
          <Radio value="next" label={`Theo bản sửa đổi: ${dayWords(next)}`} />
        </div>
      </Radio.Group>
    ))}
    {line.acknowledgeAgain.length === 0 ? null : (
      <Checkbox
        label={`Đề nghị tiếp nhận lại: ${line.acknowledgeAgain.map(({ name }) => name).join(', ')}`}
        checked={choice.acknowledgeAgain}
        onChange={(event) => {
          onChoice({ ...choice, acknowledgeAgain: event.currentTarget.checked });
        }}
      />
    )}
  </>
);

const Pairing = ({ line, added, onPair }: Pick<LineCardProps, 'line' | 'added' | 'onPair'>) => {
  if (line.kind === 'withdrawn' && added.length > 0)
    return (
      <Select
        label="Thực ra là dòng mới nào"
        placeholder="Không phải dòng nào"
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        data={added.map(({ next }) => ({ value: String(next?.row ?? 0), label: (next?.title ?? '').slice(0, 90) }))}
        value={null}
        onChange={(row) => {
          if (row !== null) onPair({ row: Number(row), taskId: line.taskId });
        }}
      />
    );
  const row = line.next?.row;
  if (line.kind !== 'changed' || row === undefined) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => {
        onPair({ row, taskId: null });
      }}
    >
      Không phải cùng một nhiệm vụ
    </Button>
  );
};

/** One line: both versions, how the task stands, what would follow, and a person's word on it. */
export const LineCard = ({ line, choice, onChoice, isConfirmed, onConfirmed, added, onPair }: LineCardProps) => {
  const text = line.next ?? line.old;
  const name = `${text?.ordinal ?? ''} ${text?.title ?? ''}`.trim().slice(0, 80);
  return (
    <article className="card stack-tight amendment-line" aria-label={name} data-confirmed={isConfirmed} tabIndex={-1}>
      <h2 className="visually-hidden">{name}</h2>
      <div className="row">
        {line.changes.map((change) => (
          <span key={change} className="mark" data-tone={change === 'withdrawn' ? 'red' : change === 'added' ? 'green' : 'amber'}>
            {changeWords[change]}
          </span>
        ))}
      </div>
      <Versions old={line.old} next={line.next} />
      {line.problem === null ? null : (
        <p className="mark" data-tone="red">
          {line.problem}
        </p>
      )}
      <div className="amendment-facts">
        <Live live={line.live} />
        <List title="Khi áp dụng" items={line.effects} />
        <List title="Cần lưu ý" items={line.notes} />
      </div>
      <Choices line={line} choice={choice} onChoice={onChoice} />
      <div className="spread">
        <Checkbox
          label="Đã xem, đồng ý"
          aria-label={`Đã xem, đồng ý: ${name}`}
          data-confirm
          checked={isConfirmed}
          disabled={line.problem !== null}
          onChange={(event) => {
            onConfirmed(event.currentTarget.checked);
          }}
        />
        <Pairing line={line} added={added} onPair={onPair} />
      </div>
    </article>
  );
};
