import { useState, type SubmitEvent } from 'react';
import { Button } from '@mantine/core';
import type { Problem } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { announce } from '../../ui/announcer.js';
import { fieldsOf, type Act, type ActSubject } from './act.js';
import { ActField } from './act-field.js';
import { bodyOf, isShown, missingFields, placeErrors, type FieldErrors } from './body.js';
import { ConflictNotice } from './conflict-notice.js';
import { proposedValues, type ReadFile } from './document-proposal.js';
import { useFormDraft } from './form-draft.js';
import { isConflict, useAct } from './use-act.js';

interface ActFormProps {
  readonly act: Act;
  readonly subject: ActSubject;
  readonly onClose: () => void;
}

const draftKey = (act: Act, { task, part, ask }: ActSubject): string =>
  [task.id, part?.part ?? '', ask === null ? '' : String(ask.number), act.verb].join(':');

const bodyFixed = (act: Act, subject: ActSubject): Readonly<Record<string, unknown>> => {
  const { part, ask } = subject;
  if (act.onCoordinator === true) return { ...act.fixed?.(subject) };
  return {
    ...(ask === null ? (part === null ? {} : { part: part.part }) : { part: ask.part, ask: ask.number }),
    ...act.fixed?.(subject),
  };
};

const ProblemNotice = ({ problem, rest }: { readonly problem: Problem; readonly rest: readonly string[] }) => (
  <Notice tone="red" title={problem.title}>
    {problem.detail === undefined ? null : <p>{problem.detail}</p>}
    {rest.map((message) => (
      <p key={message}>{message}</p>
    ))}
  </Notice>
);

const focusFirstError = (form: HTMLFormElement, errors: FieldErrors): void => {
  const [name] = Object.keys(errors);
  if (name !== undefined) form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
};

/** The form of one act: fields from its description, errors at their fields, one command however often it is pressed. */
export const ActForm = ({ act, subject, onClose }: ActFormProps) => {
  const fields = fieldsOf(act, subject);
  const draft = useFormDraft(draftKey(act, subject), act.initial?.(subject) ?? {});
  const [missing, setMissing] = useState<FieldErrors>({});
  const sending = useAct(act, subject, () => {
    draft.discard();
    announce(act.done);
    onClose();
  });
  const placed = sending.problem === null ? { at: {}, rest: [] } : placeErrors(sending.problem, fields);
  const errors: FieldErrors = { ...placed.at, ...missing };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (sending.isSending) return;
    const found = missingFields(fields, draft.values);
    setMissing(found);
    if (Object.keys(found).length > 0) focusFirstError(event.currentTarget, found);
    else sending.send(bodyOf(fields, draft.values, bodyFixed(act, subject)));
  };
  const propose = ({ proposal }: ReadFile): void => {
    draft.fill(proposedValues(proposal));
    setMissing({});
  };
  const hasDocument = fields.some(({ name }) => name === 'document.number');
  const lead = typeof act.lead === 'function' ? act.lead(subject) : act.lead;
  return (
    <form className="act-form" onSubmit={submit} noValidate aria-label={act.title ?? act.label}>
      {lead === undefined || lead === '' ? null : <p className="soft">{lead}</p>}
      {fields
        .filter((field) => isShown(field, draft.values))
        .map((field, index) => (
          <ActField
            key={field.name}
            field={field}
            isFirst={index === 0}
            value={draft.values[field.name]}
            error={errors[field.name]}
            onRead={hasDocument ? propose : undefined}
            onChange={(value) => {
              draft.set(field.name, value);
              setMissing({});
            }}
          />
        ))}
      {sending.problem === null ? null : isConflict(sending.problem) ? (
        <ConflictNotice
          taskId={subject.task.id}
          problem={sending.problem}
          seenVersion={sending.seenVersion}
          onReload={() => void sending.acceptPresent()}
        />
      ) : (
        <ProblemNotice problem={sending.problem} rest={placed.rest} />
      )}
      {sending.isDisconnected ? (
        <Notice tone="red" title="Chưa gửi được">
          Không kết nối được với máy chủ. Nội dung vẫn được giữ; bấm gửi lại khi có mạng, việc gửi lại không làm phát sinh hai lần.
        </Notice>
      ) : null}
      <div className="row">
        <Button type="submit" loading={sending.isSending}>
          {act.submit}
        </Button>
        <Button variant="default" onClick={onClose}>
          Đóng
        </Button>
        {draft.isTouched ? <span className="soft small">Nội dung đang nhập được giữ trên máy này.</span> : null}
      </div>
    </form>
  );
};
