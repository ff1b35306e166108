import type { LeadPartView } from '#contracts';
import { formatDate, formatInstant } from '../../words/dates.js';

type Extension = LeadPartView['extensions'][number];

const outcomeText = ({ outcome }: Extension): string => {
  const at = outcome.at === null ? '' : ` · ${formatInstant(outcome.at.recorded)}`;
  switch (outcome.kind) {
    case 'pending':
      return 'Chờ ý kiến';
    case 'granted':
      return `Đồng ý gia hạn${outcome.due === null ? '' : ` đến ${formatDate(outcome.due)}`}${at}`;
    case 'refused':
      return `Không đồng ý${at}`;
    case 'lapsed':
      return 'Hết hiệu lực';
  }
};

export const ExtensionList = ({ extensions }: { readonly extensions: LeadPartView['extensions'] }) => {
  if (extensions.length === 0) return null;
  return (
    <section className="part-section">
      <h3>Đề nghị gia hạn</h3>
      <ol className="records">
        {extensions.map((extension) => (
          <li key={extension.number}>
            <p>
              <strong>Lần {extension.number}</strong> · đề nghị đến {formatDate(extension.due)} · {outcomeText(extension)}
            </p>
            <p className="prose">Lý do: {extension.reason}</p>
            {extension.outcome.text === null ? null : <p className="prose">Ý kiến: {extension.outcome.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
};
