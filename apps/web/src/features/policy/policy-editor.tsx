import { useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { AgencyView, PolicyEffectsView, PolicySettingsBody, ReminderPolicyView } from '#contracts';
import { request } from '../../api/http-client.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PolicyConfirm, type PolicyOrder } from './policy-confirm.js';
import { differencesOf, draftOf, settingsOf, type PolicyDraft } from './policy-draft.js';
import { PolicyFieldInput } from './policy-field-input.js';
import { sectionsOf } from './policy-fields.js';
import { PolicyHistory } from './policy-history.js';

interface PolicyEditorProps {
  readonly policy: ReminderPolicyView;
  /** What a plan follows without a policy of its own. */
  readonly general: ReminderPolicyView;
  readonly agencies: readonly AgencyView[];
}

const ask = (planId: string | null, settings: PolicySettingsBody): Promise<PolicyEffectsView> =>
  request<PolicyEffectsView>('/reminder-policies/preview', { method: 'POST', json: { planId, settings } });

/** What is wrong stands first for whoever pressed the button. */
const focusOn = (form: HTMLFormElement | null, path: string | undefined): void => {
  if (path !== undefined) form?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`)?.focus();
};

/** The settings of one policy as a form; what they would change is shown before they can be adopted. */
export const PolicyEditor = ({ policy, general, agencies }: PolicyEditorProps) => {
  const { planId, settings: current } = policy;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<PolicyDraft | null>(null);
  const nameOf = (id: string): string => agencies.find((agency) => agency.id === id)?.name ?? id;
  const shown = draft ?? draftOf(current);
  const { settings, errors } = settingsOf(shown, current);
  const wrong = Object.keys(errors);
  const differences = differencesOf(current, settings, nameOf);
  const previewing = useMutation({
    mutationFn: async (order: PolicyOrder) => ({
      order,
      effects: await ask(planId, order.kind === 'adopt' ? order.settings : general.settings),
    }),
  });
  const change = (next: PolicyDraft | null): void => {
    setDraft(next);
    previewing.reset();
  };
  const preview = (): void => {
    if (wrong.length > 0) focusOn(form.current, wrong[0]);
    else previewing.mutate({ kind: 'adopt', planId, settings });
  };
  const canAdopt = differences.length > 0 || !policy.isOwn;
  const choices = agencies.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="stack">
      <form
        ref={form}
        className="stack policy-form"
        noValidate
        aria-label="Nội dung chính sách"
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        {sectionsOf(planId === null).map(({ title, fields }) => (
          <fieldset key={title} className="card">
            <legend>{title}</legend>
            <div className="policy-fields">
              {fields.map((field) => (
                <PolicyFieldInput
                  key={field.path}
                  field={field}
                  typed={shown[field.path] ?? ''}
                  error={errors[field.path]}
                  agencies={choices}
                  onTyped={(typed) => {
                    change({ ...shown, [field.path]: typed });
                  }}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div className="row no-print">
          <Button type="submit" loading={previewing.isPending} disabled={!canAdopt}>
            Xem trước thay đổi trong 30 ngày tới
          </Button>
          {draft === null ? null : (
            <Button
              variant="default"
              onClick={() => {
                change(null);
              }}
            >
              Trở về nội dung đang áp dụng
            </Button>
          )}
          {planId === null || !policy.isOwn ? null : (
            <Button
              variant="default"
              onClick={() => {
                setDraft(null);
                previewing.mutate({ kind: 'withdraw', planId });
              }}
            >
              Xem trước khi bỏ chính sách riêng
            </Button>
          )}
          {canAdopt ? null : <span className="soft">Chưa thay đổi nội dung nào.</span>}
        </div>
      </form>
      {previewing.error === null ? null : <Notice tone="red" title={messageOf(previewing.error)} />}
      {previewing.data === undefined ? null : (
        <PolicyConfirm
          order={previewing.data.order}
          effects={previewing.data.effects}
          differences={previewing.data.order.kind === 'adopt' ? differences : differencesOf(current, general.settings, nameOf)}
          onDone={() => {
            change(null);
          }}
        />
      )}
      <PolicyHistory
        plan={planId}
        nameOf={nameOf}
        onReuse={(earlier) => {
          change(draftOf(earlier));
          form.current?.scrollIntoView();
        }}
      />
    </div>
  );
};
