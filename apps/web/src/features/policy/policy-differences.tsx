import type { PolicyDifference } from './policy-draft.js';

/** What becomes different, each setting with its words before and after. */
export const PolicyDifferences = ({ differences }: { readonly differences: readonly PolicyDifference[] }) =>
  differences.length === 0 ? null : (
    <ul className="policy-differences">
      {differences.map(({ label, before, after }) => (
        <li key={label}>
          {label}: <del>{before}</del> → <ins>{after}</ins>
        </li>
      ))}
    </ul>
  );
