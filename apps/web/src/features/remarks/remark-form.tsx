import { Button, MultiSelect, Radio, Textarea } from '@mantine/core';
import type { RemarksView, RemarkView, TaskDetail } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import type { FieldValue } from '../acts/act.js';
import { useFormDraft } from '../acts/form-draft.js';
import { useRemark } from './use-remark.js';

interface RemarkFormProps {
  readonly task: TaskDetail;
  readonly view: RemarksView;
  /** Agencies of the reader: nobody writes to themselves. */
  readonly own: readonly string[];
  readonly answered: RemarkView | null;
  readonly onAnswered: () => void;
}

const kinds = [
  { value: 'directive', label: 'Ý kiến chỉ đạo' },
  { value: 'discussion', label: 'Trao đổi' },
] as const;

/** Whom it reaches where nobody is named. */
const usualReach = (isDirective: boolean, answered: RemarkView | null): string => {
  if (answered !== null) return 'Để trống: gửi nơi vừa cho ý kiến và Văn phòng.';
  return isDirective ? 'Để trống: gửi các cơ quan chủ trì.' : 'Để trống: gửi mọi cơ quan liên quan đến nhiệm vụ và Văn phòng.';
};

const receiversOf = (value: FieldValue | undefined): readonly string[] =>
  value === undefined || typeof value === 'string' ? [] : value.filter((item) => typeof item === 'string');

/** A new remark, or an answer to one. */
export const RemarkForm = ({ task, view, own, answered, onAnswered }: RemarkFormProps) => {
  const draft = useFormDraft(`${task.id}:remark`, { kind: 'directive', text: '', to: [] });
  const text = draft.text('text');
  const to = receiversOf(draft.values['to']);
  const kind = draft.text('kind') === 'discussion' ? 'discussion' : 'directive';
  const sending = useRemark(task.id, () => {
    draft.set('text', '');
    draft.set('to', []);
    draft.discard();
    onAnswered();
  });
  const isDirective = view.mayDirect && kind === 'directive';
  return (
    <form
      className="card stack-tight no-print"
      aria-label="Cho ý kiến"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { kind: isDirective ? 'directive' : 'discussion', text, ...(to.length === 0 ? {} : { to }) };
        sending.mutate({
          path: '',
          body: answered === null ? body : { ...body, replyTo: answered.number },
          done: isDirective ? 'Đã gửi ý kiến chỉ đạo.' : 'Đã gửi trao đổi.',
        });
      }}
    >
      {answered === null ? null : (
        <p className="small">
          Trả lời ý kiến số {answered.number} của {answered.agency?.name ?? answered.author}.{' '}
          <button type="button" className="link-button" onClick={onAnswered}>
            Bỏ trả lời
          </button>
        </p>
      )}
      {view.mayDirect ? (
        <Radio.Group
          label="Loại ý kiến"
          value={kind}
          onChange={(value) => {
            draft.set('kind', value);
          }}
        >
          <div className="row">
            {kinds.map((each) => (
              <Radio key={each.value} value={each.value} label={each.label} />
            ))}
          </div>
        </Radio.Group>
      ) : null}
      <Textarea
        label={isDirective ? 'Ý kiến chỉ đạo' : 'Nội dung trao đổi'}
        required
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={text}
        onChange={(event) => {
          draft.set('text', event.currentTarget.value);
        }}
      />
      <MultiSelect
        label="Nơi nhận"
        description={usualReach(isDirective, answered)}
        data={view.concerned.filter(({ id }) => !own.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Bỏ chọn mọi nơi nhận' }}
        openOnFocus={false}
        nothingFoundMessage="Không có trong danh sách"
        value={[...to]}
        onChange={(receivers) => {
          draft.set('to', receivers);
        }}
      />
      {sending.error === null ? null : <Notice tone="red" title={messageOf(sending.error)} />}
      <div>
        <Button type="submit" loading={sending.isPending} disabled={text.trim() === ''}>
          Gửi ý kiến
        </Button>
      </div>
    </form>
  );
};
