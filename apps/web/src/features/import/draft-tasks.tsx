import { useState } from 'react';
import { Button } from '@mantine/core';
import type { AgencyRef, DraftTask, Finding, PlanDraftView } from '#contracts';
import { formatDate } from '../../words/dates.js';
import { CorrectRow } from './correct-row.js';

const Refs = ({ refs, empty }: { readonly refs: readonly AgencyRef[]; readonly empty: string }) => {
  if (refs.length === 0) return <span className="soft">{empty}</span>;
  return (
    <ul className="plain-list">
      {refs.map((ref, index) => (
        <li key={`${ref.text}:${String(index)}`}>
          {ref.text}
          {ref.kind === 'unresolved' ? (
            <span className="mark" data-tone="amber">
              chưa nhận ra
            </span>
          ) : null}
          {ref.kind === 'group' ? <span className="small soft"> (nhóm cơ quan)</span> : null}
        </li>
      ))}
    </ul>
  );
};

const numberOf = ({ group, ordinal }: DraftTask): string =>
  group === ordinal ? (group ?? '') : [group, ordinal].filter((text) => text !== null).join('.');

const lineOf = ({ source }: DraftTask): string => ('line' in source ? `Dòng ${String(source.line)}` : `Hàng ${String(source.row)}`);

interface RowProps {
  readonly task: DraftTask;
  readonly messages: readonly string[];
  readonly onCorrect: (() => void) | null;
}

const Row = ({ task, messages, onCorrect }: RowProps) => (
  <tr data-doubtful={messages.length > 0}>
    <td data-label="TT">
      {numberOf(task)}
      <div className="small soft">{lineOf(task)}</div>
    </td>
    <td data-label="Nội dung công việc">
      <div className="prose">{task.title}</div>
      {messages.length === 0 ? null : (
        <ul className="row-findings">
          {messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </td>
    <td data-label="Cơ quan chủ trì">
      <Refs refs={task.leads} empty="Không ghi" />
    </td>
    <td data-label="Cơ quan phối hợp">
      <Refs refs={task.coordinators} empty="Không ghi" />
    </td>
    <td data-label="Cơ quan phê duyệt">
      <Refs refs={task.approvers} empty="Không ghi" />
    </td>
    <td data-label="Thời hạn">
      {task.deadline.text}
      <div className="small soft">{task.deadline.due === null ? 'không định ngày' : `đến ${formatDate(task.deadline.due)}`}</div>
    </td>
    <td>
      {onCorrect === null ? null : (
        <Button size="xs" variant="default" onClick={onCorrect}>
          Sửa<span className="visually-hidden"> dòng {task.title.slice(0, 60)}</span>
        </Button>
      )}
    </td>
  </tr>
);

const isAt = (finding: Finding, task: DraftTask): boolean =>
  finding.source !== null && 'line' in finding.source && 'line' in task.source && finding.source.line === task.source.line;

/** What is to be looked at in a row, in the words of the draft's own list; mere remarks are left to that list. */
const doubtsOf = (task: DraftTask, view: PlanDraftView): readonly string[] => {
  const found = task.findings.flatMap((code) => {
    const same = view.draft.findings.filter((finding) => finding.code === code && finding.severity !== 'info');
    const own = same.filter((finding) => isAt(finding, task));
    return own.length > 0 ? own : same.slice(0, 1);
  });
  return [...new Set(found.map((finding) => finding.message))];
};

/** Appendix II of the draft, doubtful rows marked with the reason; titles and due dates can be put right in place. */
export const DraftTasks = ({ view }: { readonly view: PlanDraftView }) => {
  const [corrected, setCorrected] = useState<number | null>(null);
  return (
    <section aria-labelledby="du-thao-nhiem-vu">
      <h2 id="du-thao-nhiem-vu" className="section-title">
        Nhiệm vụ ({view.draft.tasks.length})
      </h2>
      <div className="table-frame long">
        <table className="plain draft-table cards-when-narrow">
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Nội dung công việc</th>
              <th scope="col">Cơ quan chủ trì</th>
              <th scope="col">Cơ quan phối hợp</th>
              <th scope="col">Cơ quan phê duyệt</th>
              <th scope="col">Thời hạn</th>
              <td>
                <span className="visually-hidden">Việc</span>
              </td>
            </tr>
          </thead>
          <tbody>
            {view.draft.tasks.map((task, index) => (
              <Row
                key={index}
                task={task}
                messages={doubtsOf(task, view)}
                onCorrect={
                  view.status === 'draft'
                    ? () => {
                        setCorrected(index);
                      }
                    : null
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {corrected === null ? null : (
        <CorrectRow
          key={corrected}
          view={view}
          index={corrected}
          onClose={() => {
            setCorrected(null);
          }}
        />
      )}
    </section>
  );
};
