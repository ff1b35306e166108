import type { ComparedIndicatorLine, ComparedLine } from '#contracts';

/** Lines of which nobody is asked anything: the same words, perhaps under another number. */
export const KeptLines = ({ lines }: { readonly lines: readonly ComparedLine[] }) =>
  lines.length === 0 ? null : (
    <details className="card">
      <summary>Giữ nguyên ({lines.length} nhiệm vụ)</summary>
      <ul className="amendment-list">
        {lines.map(({ taskId, next, changes }) => (
          <li key={taskId}>
            {next?.ordinal === null ? '' : `${next?.ordinal ?? ''}. `}
            {next?.title}
            {changes.includes('renumbered') ? <span className="soft small"> (đổi số thứ tự)</span> : null}
            {changes.includes('restyled') ? <span className="soft small"> (chỉ khác cách trình bày)</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );

const words = { kept: 'giữ nguyên', changed: 'thay đổi', added: 'thêm mới', withdrawn: 'đưa ra khỏi kế hoạch' } as const;

/** What becomes of the indicators; they ask nobody for a receipt. */
export const IndicatorLines = ({ lines }: { readonly lines: readonly ComparedIndicatorLine[] }) => {
  const changed = lines.filter(({ kind }) => kind !== 'kept');
  if (lines.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby="chi-tieu-doi-chieu">
      <h2 id="chi-tieu-doi-chieu">Chỉ tiêu</h2>
      {changed.length === 0 ? <p className="soft">Cả {lines.length} chỉ tiêu giữ nguyên.</p> : null}
      <ul className="amendment-list">
        {changed.map(({ indicatorId, kind, old, next, changed: fields }) => (
          <li key={indicatorId}>
            <strong>{words[kind]}</strong>
            {fields.length === 0 ? '' : ` (${fields.join(', ')})`}: {old === null ? '' : <del>{old}</del>}
            {old !== null && next !== null ? ' → ' : ''}
            {next === null ? '' : <ins>{next}</ins>}
          </li>
        ))}
      </ul>
    </section>
  );
};
