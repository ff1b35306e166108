import { useState, type SubmitEvent } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { PlanDraft, Problem } from '#contracts';
import { Notice } from '../../ui/notice.js';
import DateField from '../acts/date-field.js';
import { emptyTask, missingIn, type Letter, type LetterRow } from './letter.js';
import { FindingLine, LetterTaskCard } from './letter-task-card.js';

interface LetterFormProps {
  readonly letter: Letter;
  readonly onLetter: (letter: Letter) => void;
  readonly onEnter: () => void;
  readonly isEntering: boolean;
  readonly failure: { readonly title: string; readonly problem: Problem | null } | null;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

const DocumentFields = ({
  letter: { document, findings, effectiveOn },
  missing,
  onDocument,
  onEffectiveOn,
}: {
  readonly letter: Letter;
  readonly missing: ReadonlyMap<string, string>;
  readonly onDocument: (change: Partial<PlanDraft['document']>) => void;
  readonly onEffectiveOn: (day: string) => void;
}) => (
  <section className="card act-form" aria-label="Văn bản">
    <h2>Văn bản</h2>
    {findings.length === 0 ? null : (
      <ul className="letter-findings" aria-label="Điểm cần xem của văn bản">
        {findings.map((finding) => (
          <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} onFix={null} />
        ))}
      </ul>
    )}
    <Textarea
      label="Trích yếu"
      autosize
      required
      error={missing.get('title')}
      value={document.title}
      onChange={(event) => {
        onDocument({ title: event.currentTarget.value });
      }}
    />
    <div className="review-pair">
      <TextInput
        label="Số, ký hiệu"
        value={document.number ?? ''}
        onChange={(event) => {
          onDocument({ number: orNull(event.currentTarget.value) });
        }}
      />
      <DateField
        label="Ngày ban hành"
        value={document.issuedOn ?? ''}
        onValue={(day) => {
          onDocument({ issuedOn: orNull(day) });
        }}
      />
      <TextInput
        label="Cơ quan ban hành"
        value={document.issuer ?? ''}
        onChange={(event) => {
          onDocument({ issuer: orNull(event.currentTarget.value) });
        }}
      />
      <DateField label="Giao việc từ ngày" description="Để trống: hôm nay." value={effectiveOn} onValue={onEffectiveOn} />
    </div>
  </section>
);

/** What was read, in one form: put right here and entered. */
export const LetterForm = ({ letter, onLetter, onEnter, isEntering, failure }: LetterFormProps) => {
  const [isChecked, setChecked] = useState(false);
  const missing = missingIn(letter);
  const shown = isChecked ? missing : new Map<string, string>();
  const setRow = (row: LetterRow): void => {
    onLetter({ ...letter, rows: letter.rows.map((each) => (each.key === row.key ? row : each)) });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    if (missing.size === 0 && !isEntering) onEnter();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label="Nhiệm vụ của văn bản">
      <DocumentFields
        letter={letter}
        missing={shown}
        onDocument={(change) => {
          onLetter({ ...letter, document: { ...letter.document, ...change } });
        }}
        onEffectiveOn={(effectiveOn) => {
          onLetter({ ...letter, effectiveOn });
        }}
      />
      {letter.rows.map((row, index) => (
        <LetterTaskCard
          key={row.key}
          row={row}
          number={index + 1}
          missing={shown.get(`task-${String(row.key)}`)}
          onTask={(task) => {
            setRow({ ...row, task });
          }}
          onRemove={
            letter.rows.length === 1
              ? null
              : () => {
                  onLetter({ ...letter, rows: letter.rows.filter(({ key }) => key !== row.key) });
                }
          }
        />
      ))}
      {failure === null ? null : (
        <Notice tone="red" title={failure.title}>
          {(failure.problem?.errors ?? []).map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
      <div className="row">
        <Button type="submit" loading={isEntering}>
          Đưa vào theo dõi
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            const key = Math.max(-1, ...letter.rows.map((row) => row.key)) + 1;
            onLetter({ ...letter, rows: [...letter.rows, { key, task: emptyTask, read: null, findings: [] }] });
          }}
        >
          Thêm nhiệm vụ
        </Button>
      </div>
    </form>
  );
};
