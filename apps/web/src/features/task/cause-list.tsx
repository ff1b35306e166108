import type { LeadPartView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate, formatInstant } from '../../words/dates.js';

type Cause = LeadPartView['causes'][number];

const outcomeText = ({ outcome }: Cause): string => {
  const at = outcome.at === null ? '' : ` · ${formatInstant(outcome.at.recorded)}`;
  switch (outcome.kind) {
    case 'pending':
      return 'Chờ quyết định';
    case 'confirmed':
      return `Đã xác nhận${at}`;
    case 'refused':
      return `Không xác nhận${at}`;
  }
};

const spanText = ({ from, to }: Cause): string =>
  [from === null ? '' : `từ ngày ${formatDate(from)}`, to === null ? '' : `đến ngày ${formatDate(to)}`]
    .filter((text) => text !== '')
    .join(' ');

/** Evidence beside the lateness; it changes no verdict. */
export const CauseList = ({ causes }: { readonly causes: LeadPartView['causes'] }) => {
  if (causes.length === 0) return null;
  return (
    <section className="part-section">
      <h3>Nguyên nhân khách quan</h3>
      <ol className="records">
        {causes.map((cause) => (
          <li key={cause.number}>
            <p>
              <strong>Lần {cause.number}</strong> ·{' '}
              {[cause.agency.name, spanText(cause), outcomeText(cause)].filter((text) => text !== '').join(' · ')}
            </p>
            <p className="prose">{cause.text}</p>
            {cause.document === null ? null : <p className="soft">Căn cứ: {cause.document.number}</p>}
            {cause.outcome.text === null ? null : <p className="prose">Ý kiến: {cause.outcome.text}</p>}
            {cause.outcome.document === null ? null : <p className="soft">Văn bản quyết định: {cause.outcome.document.number}</p>}
            <FileList files={cause.files} />
          </li>
        ))}
      </ol>
    </section>
  );
};
