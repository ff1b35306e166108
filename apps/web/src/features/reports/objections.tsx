import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { ReportView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { formatInstant } from '../../words/dates.js';
import { useFormDraft } from '../acts/form-draft.js';
import { outcomeWords } from './report-words.js';
import { useReportAct } from './use-report-act.js';

type Objection = ReportView['objections'][number];

const AnswerForm = ({ report, objection }: { readonly report: ReportView; readonly objection: Objection }) => {
  const draft = useFormDraft(`${report.id}:${String(report.cutOff)}:answer:${String(objection.number)}`, { outcome: 'kept', answer: '' });
  const outcome = draft.text('outcome');
  const answer = draft.text('answer');
  const answering = useReportAct('Đã trả lời đề nghị điều chỉnh.', draft.discard);
  return (
    <form
      className="stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        answering.send(`/${report.id}/answer-objection`, { cutOff: report.cutOff, objection: objection.number, outcome, answer });
      }}
    >
      <NativeSelect
        label="Kết quả xem xét"
        value={outcome}
        data={Object.entries(outcomeWords).map(([value, label]) => ({ value, label }))}
        onChange={(event) => {
          draft.set('outcome', event.currentTarget.value);
        }}
      />
      <Textarea
        label="Nội dung trả lời"
        required
        autosize
        minRows={2}
        maxLength={20_000}
        value={answer}
        onChange={(event) => {
          draft.set('answer', event.currentTarget.value);
        }}
      />
      {answering.failure === null ? null : <Notice tone="red" title={answering.failure} />}
      <div>
        <Button type="submit" loading={answering.isSending}>
          Trả lời {objection.agency.name}
        </Button>
      </div>
    </form>
  );
};

interface ObjectionsProps {
  readonly report: ReportView;
  /** The Office answers. */
  readonly answers: boolean;
}

/** What agencies hold to be wrong, and what the Office said to it; of earlier cut-offs too. */
export const Objections = ({ report, answers }: ObjectionsProps) =>
  report.objections.length === 0 ? null : (
    <section className="stack-tight" aria-labelledby="de-nghi-dieu-chinh">
      <h2 id="de-nghi-dieu-chinh">Đề nghị điều chỉnh</h2>
      <ol className="plain-list stack-tight">
        {report.objections.map((objection) => {
          const { number, cutOff, agency, task, reason, at, answer } = objection;
          const isOpen = answer === null && cutOff === report.cutOff && report.status !== 'locked' && report.status !== 'withdrawn';
          return (
            <li key={number} className="card stack-tight">
              <p>
                <strong>{agency.name}</strong> <span className="soft">{formatInstant(at)}</span>
                {cutOff === report.cutOff ? null : <span className="soft"> · lần chốt {cutOff}</span>}
              </p>
              <p>{task?.title}</p>
              <p className="prose">{reason}</p>
              {answer === null ? null : (
                <p>
                  <strong>{outcomeWords[answer.outcome]}:</strong> {answer.text} <span className="soft">{formatInstant(answer.at)}</span>
                </p>
              )}
              {isOpen && !answers ? <p className="soft">Chờ Văn phòng trả lời.</p> : null}
              {isOpen && answers ? <AnswerForm report={report} objection={objection} /> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
