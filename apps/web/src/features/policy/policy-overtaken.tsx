import { useQuery } from '@tanstack/react-query';
import type { ReminderPolicyView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { formatInstant } from '../../words/dates.js';
import { PolicyDifferences } from './policy-differences.js';
import { differencesOf, wordsOf } from './policy-draft.js';
import { policyHistoryQuery } from './policy.queries.js';
import { contestedIn, type PolicyWork } from './policy-work.js';

interface PolicyOvertakenProps {
  readonly work: PolicyWork;
  readonly before: ReminderPolicyView;
  readonly general: ReminderPolicyView;
  readonly nameOf: (agency: string) => string;
}

/** Others changed the policy under somebody's edits: who, when and what, and what both of them changed. */
export const PolicyOvertaken = ({ work, before, general, nameOf }: PolicyOvertakenProps) => {
  const { seen } = work;
  const isOwnChange = seen.version !== before.version;
  // A plan without a policy of its own was overtaken by the newest change of the general one.
  const history = useQuery(policyHistoryQuery(isOwnChange ? seen.planId : null));
  const since = isOwnChange ? before.version : general.version - 1;
  const changes = history.data?.versions.filter(({ version }) => version > since) ?? [];
  const contested = contestedIn(work);
  return (
    <Notice tone="amber" title="Chính sách đã được thay đổi trong lúc đang sửa">
      {changes.map(({ version, by, kind, at, basis }) => (
        <p key={version}>
          {by} {kind === 'adopted' ? 'áp dụng' : 'bỏ chính sách riêng'}, {formatInstant(at)}. Căn cứ: {basis}
        </p>
      ))}
      <PolicyDifferences differences={differencesOf(before.settings, seen.settings, nameOf)} />
      <p>Những mục đã sửa ở đây được giữ; các mục khác theo nội dung mới. Xem trước lại rồi áp dụng.</p>
      {contested.length === 0 ? null : (
        <>
          <p>Mục cả hai bên cùng sửa; nếu áp dụng, nội dung sửa ở đây thay cho nội dung mới:</p>
          <ul>
            {contested.map((field) => (
              <li key={field.path}>
                {field.label}: đang áp dụng “{wordsOf(field, seen.settings, nameOf)}”
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
};
