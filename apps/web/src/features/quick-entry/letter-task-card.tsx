import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconTrash } from '@tabler/icons-react';
import type { DraftTask, Finding } from '#contracts';
import { AgencyPicker } from '../review/agency-picker.js';
import { DeadlineFields } from '../review/deadline-fields.js';
import { openFindings, withFix, type LetterRow } from './letter.js';

interface FindingLineProps {
  readonly finding: Finding;
  readonly onFix: ((finding: Finding) => void) | null;
}

/** What the reader doubted, with its proposal. */
export const FindingLine = ({ finding, onFix }: FindingLineProps) => {
  const Icon = finding.severity === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <li data-severity={finding.severity}>
      <Icon size={16} aria-hidden />
      <span>{finding.message}</span>
      {finding.fix === null || onFix === null ? null : (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onFix(finding);
          }}
        >
          {finding.fix.label}
        </Button>
      )}
    </li>
  );
};

interface TaskCardProps {
  readonly row: LetterRow;
  /** From 1. */
  readonly number: number;
  readonly missing: string | undefined;
  readonly onTask: (task: DraftTask) => void;
  /** Null where it is the only one. */
  readonly onRemove: (() => void) | null;
}

/** One task of the letter: what, who, with whom, by when. */
export const LetterTaskCard = ({ row, number, missing, onTask, onRemove }: TaskCardProps) => {
  const { task } = row;
  const set = (change: Partial<DraftTask>): void => {
    onTask({ ...task, ...change });
  };
  const findings = openFindings(row);
  return (
    <section className="card act-form" aria-label={`Nhiệm vụ ${String(number)}`}>
      <div className="spread">
        <h2>Nhiệm vụ {number}</h2>
        {onRemove === null ? null : (
          <Button size="compact-sm" variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
            Bỏ<span className="visually-hidden"> nhiệm vụ {number}</span>
          </Button>
        )}
      </div>
      {findings.length === 0 ? null : (
        <ul className="letter-findings" aria-label={`Điểm cần xem của nhiệm vụ ${String(number)}`}>
          {findings.map((finding) => (
            <FindingLine
              key={`${finding.code} ${finding.message}`}
              finding={finding}
              onFix={({ fix }) => {
                if (fix !== null) onTask(withFix(task, fix));
              }}
            />
          ))}
        </ul>
      )}
      <Textarea
        label="Nội dung nhiệm vụ"
        autosize
        minRows={2}
        required
        error={missing}
        value={task.title}
        onChange={(event) => {
          set({ title: event.currentTarget.value });
        }}
      />
      <AgencyPicker
        label="Cơ quan chủ trì"
        value={task.leads}
        onValue={(leads) => {
          set({ leads });
        }}
      />
      <AgencyPicker
        label="Cơ quan phối hợp"
        value={task.coordinators}
        onValue={(coordinators) => {
          set({ coordinators });
        }}
      />
      <AgencyPicker
        label="Cấp phê duyệt"
        description="Để trống: UBND tỉnh."
        value={task.approvers}
        onValue={(approvers) => {
          set({ approvers });
        }}
      />
      <DeadlineFields
        value={task.deadline}
        autoFocus={false}
        onValue={(deadline) => {
          set({ deadline });
        }}
      />
    </section>
  );
};
