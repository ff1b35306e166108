import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Textarea } from '@mantine/core';
import type { ReportLineView, ReportView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatInstant, formatNumber } from '../../words/dates.js';
import { useFormDraft } from '../acts/form-draft.js';
import { LinesTable } from './lines-table.js';
import { outcomeWords } from './report-words.js';
import { reportLinesQuery } from './report.queries.js';
import { useReportAct } from './use-report-act.js';

type Reconciliation = ReportView['reconciliations'][number];
type Reasons = ReadonlyMap<string, string>;

interface OwnLinesProps {
  readonly report: ReportView;
  readonly own: Reconciliation;
}

const standing = ({ answer, at, late, carried }: Reconciliation, report: ReportView): string => {
  if (answer === 'silent')
    return report.status === 'locked'
      ? 'Cơ quan chưa trả lời khi số liệu được khóa.'
      : `Đề nghị trả lời trước hết ngày ${formatDate(report.reconcileBy)}.`;
  const when = `${formatInstant(at ?? '')}${late ? ', sau hạn đối chiếu' : ''}`;
  if (carried) return `Cơ quan đã xác nhận ở lần chốt trước; số liệu của cơ quan không đổi nên xác nhận giữ nguyên hiệu lực.`;
  return answer === 'confirmed' ? `Cơ quan đã xác nhận số liệu đúng (${when}).` : `Cơ quan đã đề nghị điều chỉnh (${when}).`;
};

const isUnderway = ({ status }: ReportView): boolean => status === 'reconciling' || status === 'confirmed';

interface LineAnswerProps {
  readonly line: ReportLineView;
  readonly objection: ReportView['objections'][number] | undefined;
  readonly reason: string | undefined;
  readonly isOpen: boolean;
  readonly setReason: (reason: string | undefined) => void;
}

const LineAnswer = ({ line, objection, reason, isOpen, setReason }: LineAnswerProps) => {
  if (objection !== undefined && (objection.answer === null || !isOpen))
    return (
      <div className="small">
        Đề nghị điều chỉnh: {objection.reason}
        <div>
          {objection.answer === null ? 'Chờ Văn phòng trả lời' : `${outcomeWords[objection.answer.outcome]}: ${objection.answer.text}`}
        </div>
      </div>
    );
  return (
    <div className="stack-tight">
      {objection?.answer == null ? null : (
        <div className="small">
          {outcomeWords[objection.answer.outcome]}: {objection.answer.text}
        </div>
      )}
      {isOpen ? (
        <Checkbox
          label="Đề nghị điều chỉnh"
          aria-label={`Đề nghị điều chỉnh: ${line.task.title}`}
          checked={reason !== undefined}
          onChange={(event) => {
            setReason(event.currentTarget.checked ? '' : undefined);
          }}
        />
      ) : null}
      {reason === undefined ? null : (
        <Textarea
          label="Lý do"
          required
          autosize
          minRows={2}
          maxLength={20_000}
          placeholder="Số liệu đúng là gì, theo văn bản nào"
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
      )}
    </div>
  );
};

const withReason = (reasons: Reasons, key: string, reason: string | undefined): Reasons => {
  const others = [...reasons].filter(([line]) => line !== key);
  return new Map(reason === undefined ? others : [...others, [key, reason]]);
};

const reasonsOf = (kept: string): Reasons => new Map(JSON.parse(kept) as [string, string][]);

/** An agency's own lượt giao: it confirms them, or says of each that is wrong why. */
export const OwnLines = ({ report, own }: OwnLinesProps) => {
  const { id, cutOff } = report;
  const draft = useFormDraft(`${id}:${String(cutOff)}:objections:${own.agency.id}`, { reasons: '[]' });
  const reasons = reasonsOf(draft.text('reasons'));
  const setReasons = (next: Reasons): void => {
    draft.set('reasons', JSON.stringify([...next]));
  };
  const confirming = useReportAct('Đã xác nhận số liệu của cơ quan.');
  const objecting = useReportAct('Đã gửi đề nghị điều chỉnh tới Văn phòng.', () => {
    setReasons(new Map());
    draft.discard();
  });
  const isOpen = isUnderway(report);
  const objections = report.objections.filter((one) => one.cutOff === cutOff && one.agency.id === own.agency.id);
  const onBehalfOf = own.agency.id;
  const send = (): void => {
    const raised = [...reasons].map(([line, reason]) => ({ line, reason }));
    if (raised.length > 0) objecting.send(`/${id}/object-to-lines`, { cutOff, onBehalfOf, objections: raised });
  };
  const isWaiting = objections.some(({ answer }) => answer === null);
  const failure = confirming.failure ?? objecting.failure;
  return (
    <section className="stack-tight" aria-labelledby={`luot-giao-${own.agency.id}`}>
      <h2 id={`luot-giao-${own.agency.id}`}>Số liệu Văn phòng ghi nhận về {own.agency.name}</h2>
      <p>
        {formatNumber(own.lines)} lượt giao. {standing(own, report)}
      </p>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <QueryView query={useQuery(reportLinesQuery(id, cutOff, own.agency.id))}>
          {(lines) => (
            <LinesTable
              caption={`Lượt giao của ${own.agency.name}`}
              lines={lines}
              withAgency={false}
              beside={(line) => (
                <LineAnswer
                  line={line}
                  objection={objections.findLast((one) => one.line === line.key)}
                  reason={reasons.get(line.key)}
                  isOpen={isOpen}
                  setReason={(reason) => {
                    setReasons(withReason(reasons, line.key, reason));
                  }}
                />
              )}
            />
          )}
        </QueryView>
        {failure === null ? null : <Notice tone="red" title={failure} />}
        {isOpen ? (
          <div className="row no-print">
            {reasons.size > 0 ? (
              <Button type="submit" loading={objecting.isSending}>
                Gửi {formatNumber(reasons.size)} đề nghị điều chỉnh
              </Button>
            ) : null}
            {reasons.size === 0 && own.answer !== 'confirmed' && !isWaiting ? (
              <Button
                loading={confirming.isSending}
                onClick={() => {
                  confirming.send(`/${id}/confirm-lines`, { cutOff, onBehalfOf });
                }}
              >
                Xác nhận số liệu đúng
              </Button>
            ) : null}
          </div>
        ) : null}
      </form>
    </section>
  );
};
