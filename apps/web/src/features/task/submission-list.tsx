import type { LeadPartView, SubmissionView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate, formatInstant } from '../../words/dates.js';

const documentText = (document: NonNullable<SubmissionView['document']>): string =>
  [
    document.number,
    document.date === null ? null : `ngày ${formatDate(document.date)}`,
    document.signer === null ? null : `người ký ${document.signer}`,
  ]
    .filter((text) => text !== null)
    .join(', ');

const verdictText = (submission: SubmissionView): string => {
  if (submission.onTime === null) return 'không có thời hạn để đối chiếu';
  const due = submission.due === null ? '' : ` so với hạn ${formatDate(submission.due)}`;
  return `${submission.onTime ? 'đúng hạn' : 'quá hạn'}${due}${submission.provisional ? ', chờ Văn phòng xác nhận ngày gửi' : ''}`;
};

const outcomeLabels: Readonly<Record<SubmissionView['outcome']['kind'], string>> = {
  pending: 'Chờ phê duyệt',
  approved: 'Đã phê duyệt',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  withdrawn: 'Cơ quan đã rút',
  lapsed: 'Hết hiệu lực',
};

const Outcome = ({ outcome }: { readonly outcome: SubmissionView['outcome'] }) => (
  <p>
    <strong>{outcomeLabels[outcome.kind]}</strong>
    {outcome.how === 'not-acceptable' ? ' (không đạt yêu cầu)' : ''}
    {outcome.by === null ? '' : ` · ${outcome.by.name}`}
    {outcome.at === null ? '' : ` · ${formatInstant(outcome.at.recorded)}`}
    {outcome.text === null ? null : <span className="prose">: {outcome.text}</span>}
    {outcome.resubmitBy === null ? null : ` Trình lại trước hết ngày ${formatDate(outcome.resubmitBy)}.`}
  </p>
);

/** Every submission with its document, the verdict of its date and what was decided. */
export const SubmissionList = ({ submissions }: { readonly submissions: LeadPartView['submissions'] }) => {
  if (submissions.length === 0) return null;
  return (
    <section className="part-section">
      <h3>Các lần trình</h3>
      <ol className="records">
        {submissions.toReversed().map((submission) => (
          <li key={submission.number}>
            <p>
              <strong>Lần {submission.number}</strong> · gửi ngày {formatDate(submission.sentOn)} ({verdictText(submission)})
            </p>
            {submission.document === null ? null : <p>Văn bản: {documentText(submission.document)}</p>}
            <p className="prose">{submission.text}</p>
            <FileList files={submission.files} />
            {submission.despiteOpenAsks === null ? null : (
              <p className="prose">Trình khi còn ý kiến chưa trả lời: {submission.despiteOpenAsks}</p>
            )}
            <Outcome outcome={submission.outcome} />
          </li>
        ))}
      </ol>
    </section>
  );
};
