import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Problem } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { historyQuery } from '../../api/queries.js';
import { formatInstant } from '../../words/dates.js';

interface ConflictNoticeProps {
  readonly taskId: string;
  readonly problem: Problem;
  readonly seenVersion: number;
  readonly onReload: () => void;
}

/** Somebody acted first: what they did since the form was opened, and the way on. What is typed stays. */
export const ConflictNotice = ({ taskId, problem, seenVersion, onReload }: ConflictNoticeProps) => {
  const { data } = useQuery({ ...historyQuery(taskId), staleTime: 0 });
  const since = data?.filter((entry) => entry.version > seenVersion) ?? [];
  return (
    <Notice tone="amber" title={problem.title}>
      {problem.detail === undefined ? null : <p>{problem.detail}</p>}
      {since.length === 0 ? null : (
        <>
          <p>Từ khi mở biểu mẫu này:</p>
          <ul>
            {since.map((entry) => (
              <li key={entry.version}>
                {formatInstant(entry.recordedAt)}: {entry.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>Nội dung đã nhập vẫn được giữ.</p>
      <Button size="xs" variant="default" onClick={onReload}>
        Xem số liệu mới nhất và tiếp tục
      </Button>
    </Notice>
  );
};
