import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { AgencyView, PolicyEffectsView, PolicySettingsBody, ReminderPolicyView } from '#contracts';
import { request } from '../../api/http-client.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PolicyConfirm, type PolicyOrder } from './policy-confirm.js';
import { differencesOf, draftAgain, settingsOf, type PolicyDraft } from './policy-draft.js';
import { PolicyFieldInput } from './policy-field-input.js';
import { sectionsOf } from './policy-fields.js';
import { PolicyHistory } from './policy-history.js';
import { PolicyOvertaken } from './policy-overtaken.js';
import { draftIn, edited, isSamePolicy, isUntouched, overNewer, workOn } from './policy-work.js';
import { policiesQuery } from './policy.queries.js';

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

interface Previewed {
  readonly order: PolicyOrder;
  /** What was in force when the effects were asked for. */
  readonly of: ReminderPolicyView;
}

/** Effects hold for the policy that they were asked of, and no longer than it is in force. */
const confirmable = <Shown extends Previewed & { readonly effects: PolicyEffectsView }>(
  shown: Shown | undefined,
  policy: ReminderPolicyView,
): Shown | undefined =>
  shown !== undefined && shown.effects.version === policy.version && isSamePolicy(shown.of, policy) ? shown : undefined;

/** Why a plan's own policy has no hours. */
const HoursOfAllPlans = ({ isGeneral }: { readonly isGeneral: boolean }) =>
  isGeneral ? null : (
    <p className="soft">
      Giờ gửi thư, giờ làm việc và tin Zalo theo chính sách chung, vì mỗi người nhận nhiều nhất một thư hằng ngày, gồm lượt nhắc của mọi kế
      hoạch.
    </p>
  );

/** The settings of one policy as a form; what they would change is shown before they can be adopted. */
export const PolicyEditor = ({ policy, general, agencies }: PolicyEditorProps) => {
  const { planId, settings: current } = policy;
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [work, setWork] = useState(() => workOn(policy));
  const nameOf = (id: string): string => agencies.find((agency) => agency.id === id)?.name ?? id;
  const previewing = useMutation({
    mutationFn: async ({ order, of }: Previewed) => {
      const effects = await ask(planId, order.kind === 'adopt' ? order.settings : general.settings);
      // The effects are those of the newest policy: the form must not go on from an older one.
      await client.refetchQueries({ queryKey: policiesQuery.queryKey, type: 'active' }, { throwOnError: true });
      return { order, of, effects };
    },
  });
  if (!isSamePolicy(work.seen, policy)) setWork(overNewer(work, policy, !previewing.isIdle));
  const shown = draftIn(work);
  const { settings, errors } = settingsOf(shown, current);
  const wrong = Object.keys(errors);
  const differences = differencesOf(current, settings, nameOf);
  const change = (next: PolicyDraft | null): void => {
    setWork(next === null ? workOn(policy) : edited(work, next));
    previewing.reset();
  };
  const preview = (): void => {
    if (wrong.length > 0) focusOn(form.current, wrong[0]);
    else previewing.mutate({ order: { kind: 'adopt', planId, settings }, of: policy });
  };
  const isChanged = wrong.length > 0 || differences.length > 0 || !policy.isOwn;
  const confirmed = confirmable(previewing.data, policy);
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
        <HoursOfAllPlans isGeneral={planId === null} />
        <div className="row no-print">
          <Button type="submit" loading={previewing.isPending} disabled={!isChanged}>
            Xem trước thay đổi trong 30 ngày tới
          </Button>
          {isUntouched(work) ? null : (
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
                setWork(workOn(policy));
                previewing.mutate({ order: { kind: 'withdraw', planId }, of: policy });
              }}
            >
              Xem trước khi bỏ chính sách riêng
            </Button>
          )}
          {isChanged ? null : <span className="soft">Chưa thay đổi nội dung nào.</span>}
        </div>
      </form>
      {previewing.error === null ? null : <Notice tone="red" title={messageOf(previewing.error)} />}
      {work.before === null ? null : <PolicyOvertaken work={work} before={work.before} general={general} nameOf={nameOf} />}
      {confirmed === undefined ? null : (
        <PolicyConfirm
          order={confirmed.order}
          effects={confirmed.effects}
          differences={confirmed.order.kind === 'adopt' ? differences : differencesOf(current, general.settings, nameOf)}
          onDone={() => {
            change(null);
          }}
        />
      )}
      <PolicyHistory
        plan={planId}
        nameOf={nameOf}
        onReuse={(earlier) => {
          change(draftAgain(earlier, current, planId === null));
          form.current?.scrollIntoView();
        }}
      />
    </div>
  );
};
