import '../acts/form.css';
import { useState, type SubmitEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { IndicatorView, RebasePreview } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';
import type { Field, Values } from '../acts/act.js';
import { ActField } from '../acts/act-field.js';
import { bodyOf, missingFields, placeErrors, type FieldErrors } from '../acts/body.js';
import { useFormDraft } from '../acts/form-draft.js';
import { closingEffects, effectsOf, newTargets, overtakingFields, overtakingStart, wrongTargets, type Overtaking } from './overtaken.js';
import { useIndicatorAct } from './use-indicator-act.js';

const words = {
  rebase: { title: 'Thay mục tiêu của chỉ tiêu', submit: 'Thay mục tiêu', done: 'Đã thay mục tiêu của chỉ tiêu.' },
  close: { title: 'Kết thúc theo dõi chỉ tiêu', submit: 'Kết thúc theo dõi', done: 'Đã kết thúc theo dõi chỉ tiêu.' },
} as const;

const bodyFor = (kind: Overtaking, indicator: IndicatorView, fields: readonly Field[], values: Values) => {
  const said = fields.filter(({ name }) => name === 'basis' || name.startsWith('document.'));
  return bodyOf(said, values, kind === 'rebase' ? { targets: newTargets(indicator, values) } : {});
};

interface OvertakenDrawerProps {
  readonly kind: Overtaking;
  readonly indicator: IndicatorView;
  readonly onClose: () => void;
}

const useEffects = (kind: Overtaking, indicator: IndicatorView) =>
  useMutation({
    mutationFn: async (values: Values): Promise<readonly string[]> => {
      if (kind === 'close') return closingEffects(indicator);
      const json = { targets: newTargets(indicator, values) };
      return effectsOf(await request<RebasePreview>(`/indicators/${indicator.id}/preview-rebase`, { method: 'POST', json }));
    },
  });

/** Other targets, or the end of following: what it changes is shown first, and done by a second press. */
const OvertakenDrawer = ({ kind, indicator, onClose }: OvertakenDrawerProps) => {
  const draft = useFormDraft(`${indicator.id}:${kind}`, overtakingStart(kind, indicator));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const fields = overtakingFields(kind, indicator);
  const effects = useEffects(kind, indicator);
  const acting = useIndicatorAct(indicator, () => {
    draft.discard();
    announce(words[kind].done);
    onClose();
  });
  const failure = acting.error ?? effects.error;
  const placed = failure instanceof ProblemError ? placeErrors(failure.problem, fields) : { at: {}, rest: [] };
  const errors: FieldErrors = { ...placed.at, ...wrong };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = { ...missingFields(fields, draft.values), ...(kind === 'rebase' ? wrongTargets(indicator, draft.values) : {}) };
    setWrong(found);
    if (Object.keys(found).length > 0 || acting.isPending) return;
    if (effects.data === undefined) effects.mutate(draft.values);
    else acting.mutate({ verb: kind, body: bodyFor(kind, indicator, fields, draft.values) });
  };
  return (
    <SidePanel title={words[kind].title} about={indicator.name} onClose={onClose}>
      <form className="act-form" onSubmit={submit} noValidate aria-label={words[kind].title}>
        {fields.map((field) => (
          <ActField
            key={field.name}
            field={field}
            value={draft.values[field.name]}
            error={errors[field.name]}
            onChange={(value) => {
              draft.set(field.name, value);
              setWrong({});
              effects.reset();
              acting.reset();
            }}
          />
        ))}
        {effects.data === undefined ? null : (
          <Notice tone="amber" title="Việc này sẽ làm thay đổi">
            <ul className="effects-list">
              {effects.data.map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          </Notice>
        )}
        {failure === null ? null : (
          <Notice tone="red" title={messageOf(failure)}>
            {placed.rest.join(' ')}
          </Notice>
        )}
        <div className="row">
          <Button type="submit" loading={acting.isPending || effects.isPending}>
            {effects.data === undefined ? 'Xem thay đổi' : words[kind].submit}
          </Button>
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};

export default OvertakenDrawer;
