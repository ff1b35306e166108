import { findingLabel } from '../../words/findings.js';

const FindingList = ({ findings }: { readonly findings: readonly string[] }) => (
  <ul>
    {findings.map((finding) => (
      <li key={finding}>{findingLabel(finding)}</li>
    ))}
  </ul>
);

/** Loaded apart: its words are many, and few open it. */
export default FindingList;
