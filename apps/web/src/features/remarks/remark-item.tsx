import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import type { RemarkView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { formatInstant } from '../../words/dates.js';
import { joinNames } from '../../words/labels.js';
import { useRemark } from './use-remark.js';

interface RemarkItemProps {
  readonly taskId: string;
  readonly remark: RemarkView;
  readonly onAnswer: () => void;
}

export const kindLabels = { directive: 'Ý kiến chỉ đạo', discussion: 'Trao đổi' } as const;

const whoOf = ({ author, agency }: RemarkView): string =>
  agency === null || agency.name === author ? author : `${author} · ${agency.name}`;

/** Whose inbox it went to, and who has seen it. */
const Reach = ({ remark: { to, office, seen } }: { readonly remark: RemarkView }) => {
  const receivers = [...to, ...(office ? [{ name: 'Văn phòng UBND tỉnh' }] : [])];
  return (
    <p className="small soft">
      Gửi: {joinNames(receivers)}
      {seen.length === 0
        ? '; chưa nơi nào xem'
        : `; đã xem: ${seen.map(({ agency, at }) => `${agency?.name ?? 'Văn phòng UBND tỉnh'} (${formatInstant(at)})`).join(', ')}`}
    </p>
  );
};

const Words = ({ remark }: { readonly remark: RemarkView }) => {
  const { removed, text, before, textAt } = remark;
  if (removed !== null) {
    return (
      <p className="soft">
        Đã gỡ lúc {formatInstant(removed.at)}, người gỡ: {removed.by}. Lý do: {removed.reason}
      </p>
    );
  }
  return (
    <>
      <p className="prose">{text}</p>
      {before.length === 0 ? null : (
        <details className="small soft">
          <summary>Đã sửa lúc {formatInstant(textAt)}; xem nội dung trước khi sửa</summary>
          {before.map((each) => (
            <p key={each.at} className="prose">
              {formatInstant(each.at)}: {each.text}
            </p>
          ))}
        </details>
      )}
    </>
  );
};

interface ChangeFormProps {
  readonly taskId: string;
  readonly remark: RemarkView;
  readonly change: 'edit' | 'remove';
  readonly onDone: () => void;
}

/** The words put right, or the reason why the remark goes. */
const ChangeForm = ({ taskId, remark, change, onDone }: ChangeFormProps) => {
  const isEdit = change === 'edit';
  const [text, setText] = useState(isEdit ? (remark.text ?? '') : '');
  const sending = useRemark(taskId, onDone);
  return (
    <form
      className="stack-tight no-print"
      aria-label={isEdit ? 'Sửa ý kiến' : 'Gỡ ý kiến'}
      onSubmit={(event) => {
        event.preventDefault();
        const body = isEdit ? { text } : { reason: text };
        sending.mutate({ path: `/${String(remark.number)}/${change}`, body, done: isEdit ? 'Đã sửa ý kiến.' : 'Đã gỡ ý kiến.' });
      }}
    >
      <Textarea
        label={isEdit ? 'Nội dung ý kiến' : 'Lý do gỡ'}
        description={
          isEdit ? 'Nội dung trước khi sửa vẫn xem được.' : 'Người gỡ, thời điểm và lý do được giữ lại; nội dung không hiện nữa.'
        }
        required
        data-autofocus
        autosize
        minRows={2}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      {sending.error === null ? null : <Notice tone="red" title={messageOf(sending.error)} />}
      <div className="row">
        <Button type="submit" size="xs" loading={sending.isPending} disabled={text.trim() === ''}>
          {isEdit ? 'Lưu' : 'Gỡ'}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Thôi
        </Button>
      </div>
    </form>
  );
};

/** One remark with what may be done with it. */
export const RemarkItem = ({ taskId, remark, onAnswer }: RemarkItemProps) => {
  const [change, setChange] = useState<'edit' | 'remove' | null>(null);
  const seeing = useRemark(taskId, () => undefined);
  const may = (act: RemarkView['acts'][number]): boolean => remark.acts.includes(act);
  const label = `ý kiến số ${String(remark.number)}`;
  const turn = (to: 'edit' | 'remove', words: string) =>
    may(to) ? (
      <Button
        size="xs"
        variant="default"
        aria-label={`${words} ${label}`}
        onClick={() => {
          setChange(to);
        }}
      >
        {words}
      </Button>
    ) : null;
  return (
    <li className="remark" data-kind={remark.kind} id={`y-kien-${String(remark.number)}`}>
      <p className="small soft">
        <strong>{kindLabels[remark.kind]}</strong> số {remark.number} · <time dateTime={remark.at}>{formatInstant(remark.at)}</time> ·{' '}
        {whoOf(remark)}
        {remark.part === null ? '' : ` · lượt giao ${remark.part}`}
        {remark.replyTo === null ? null : (
          <>
            {' '}
            · trả lời <a href={`#y-kien-${String(remark.replyTo)}`}>ý kiến số {remark.replyTo}</a>
          </>
        )}
      </p>
      <Words remark={remark} />
      <Reach remark={remark} />
      {seeing.error === null ? null : <Notice tone="red" title={messageOf(seeing.error)} />}
      {change === null ? (
        <div className="row no-print">
          {may('see') ? (
            <Button
              size="xs"
              loading={seeing.isPending}
              aria-label={`Đã xem ${label}`}
              onClick={() => {
                seeing.mutate({ path: `/${String(remark.number)}/see`, body: {}, done: 'Đã ghi nhận là đã xem.' });
              }}
            >
              Đã xem
            </Button>
          ) : null}
          {may('reply') ? (
            <Button size="xs" variant="default" aria-label={`Trả lời ${label}`} onClick={onAnswer}>
              Trả lời
            </Button>
          ) : null}
          {turn('edit', 'Sửa')}
          {turn('remove', 'Gỡ')}
        </div>
      ) : (
        <ChangeForm
          taskId={taskId}
          remark={remark}
          change={change}
          onDone={() => {
            setChange(null);
          }}
        />
      )}
    </li>
  );
};
