import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { BaselineRow } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { keyOf } from './chosen-rows.js';
import type { Run } from './use-baseline-run.js';

const plural = (run: Run): string => {
  const of = (test: (outcome: Run['outcomes'][number]) => boolean): number => run.outcomes.filter(test).length;
  const will = run.kind === 'preview' ? 'sẽ ghi' : 'đã ghi';
  const told = [
    [of(({ state }) => state !== 'refused'), `lượt giao ${will}`],
    [of(({ verdict }) => verdict === 'on-time'), 'hoàn thành đúng hạn'],
    [of(({ verdict }) => verdict === 'late'), 'hoàn thành quá hạn'],
    [of(({ state }) => state === 'refused'), 'không ghi được'],
    [run.of - run.outcomes.length, 'chưa xử lý'],
  ] as const;
  return told
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${String(count)} ${words}`)
    .join('; ');
};

/** How far an act for many has come, and what it came to for each part. Refusals stand first. */
export const RunOutcomes = ({ run, rows }: { readonly run: Run; readonly rows: ReadonlyMap<string, BaselineRow> }) => {
  const sorted = [...run.outcomes].sort((one, other) => Number(other.state === 'refused') - Number(one.state === 'refused'));
  return (
    <section className="stack-tight" aria-label={run.kind === 'preview' ? 'Xem trước' : 'Kết quả'}>
      {run.isRunning ? (
        <Progress
          value={(100 * run.outcomes.length) / Math.max(1, run.of)}
          aria-label={`Đã xử lý ${String(run.outcomes.length)} trên ${String(run.of)} lượt giao`}
        />
      ) : null}
      <p role="status">
        <strong>{run.isRunning ? `Đang xử lý ${String(run.outcomes.length)}/${String(run.of)}…` : `${plural(run)}.`}</strong>
      </p>
      {run.error === null ? null : (
        <Notice tone="red" title={messageOf(run.error)}>
          Những lượt giao đã ghi vẫn được giữ. Thực hiện lại để ghi tiếp phần còn lại; phần đã ghi không bị ghi hai lần.
        </Notice>
      )}
      {run.isRunning ? null : (
        <ul className="plain-list run-outcomes">
          {sorted.slice(0, 300).map(({ taskId, part, state, message }) => {
            const row = rows.get(keyOf({ task: { id: taskId }, part }));
            return (
              <li key={`${taskId} ${part}`} data-state={state}>
                {state === 'refused' ? <IconAlertTriangle size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
                <div>
                  <strong>{row?.agency.name ?? part}</strong> <span className="small soft clamp">{row?.task.title ?? ''}</span>
                  <span>{message}</span>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
