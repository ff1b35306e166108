import { lazy, Suspense, type ComponentType } from 'react';
import { Checkbox, MultiSelect, Radio, Select, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../../api/queries.js';
import { positionLabel } from '../../words/labels.js';
import type { Field, FieldKind, FieldValue, StoredFile } from './act.js';
import type { ReadFile } from './document-proposal.js';
import { FilesField } from './files-field.js';

const DateField = lazy(() => import('./date-field.js'));

export interface ActFieldProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue) => void;
  /** The form opens with the cursor here. */
  readonly isFirst?: boolean;
  /** For `files`: told what an attached PDF says of itself. */
  readonly onRead?: ((read: ReadFile) => void) | undefined;
}

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
const isText = (item: string | StoredFile): item is string => typeof item === 'string';
const textsOf = (value: FieldValue | undefined): string[] =>
  value === undefined || typeof value === 'string' ? [] : [...value].filter(isText);
const filesOf = (value: FieldValue | undefined): StoredFile[] =>
  value === undefined || typeof value === 'string' ? [] : [...value].filter((item): item is StoredFile => !isText(item));

const useAgencyChoices = () => {
  const { data } = useQuery(agenciesQuery);
  return (data ?? []).filter((agency) => agency.active).map((agency) => ({ value: agency.id, label: agency.name }));
};

const usePersonChoices = (agencyId: string | undefined) => {
  const { data } = useQuery(agenciesQuery);
  const people = data?.find((agency) => agency.id === agencyId)?.people ?? [];
  return people.map((person) => ({ value: person.id, label: `${person.name} · ${positionLabel(person.position).toLowerCase()}` }));
};

const common = ({ field, error, isFirst }: ActFieldProps) => ({
  'data-autofocus': isFirst === true ? true : undefined,
  label: field.label,
  description: field.hint,
  error,
  required: field.required === true,
  name: field.name,
});

/** A list opens by typing, a click or an arrow, not by the form's own opening; Escape then closes the form. */
const listText = { nothingFoundMessage: 'Không có trong danh sách', openOnFocus: false } as const;

const AgencyField = (props: ActFieldProps) => (
  <Select
    {...common(props)}
    {...listText}
    data={useAgencyChoices()}
    searchable
    clearable={props.field.required !== true}
    clearButtonProps={{ 'aria-label': 'Bỏ chọn' }}
    value={textOf(props.value) === '' ? null : textOf(props.value)}
    onChange={(value) => {
      props.onChange(value ?? '');
    }}
  />
);

const AgenciesField = (props: ActFieldProps) => (
  <MultiSelect
    {...common(props)}
    {...listText}
    data={useAgencyChoices()}
    searchable
    hidePickedOptions
    value={textsOf(props.value)}
    onChange={props.onChange}
  />
);

const PersonField = (props: ActFieldProps) => (
  <Select
    {...common(props)}
    {...listText}
    data={usePersonChoices(props.field.agencyId)}
    searchable
    clearable
    clearButtonProps={{ 'aria-label': 'Bỏ chọn' }}
    value={textOf(props.value) === '' ? null : textOf(props.value)}
    onChange={(value) => {
      props.onChange(value ?? '');
    }}
  />
);

const ChoiceField = (props: ActFieldProps) => (
  <Radio.Group {...common(props)} value={textOf(props.value)} onChange={props.onChange}>
    <Stack gap={6} mt={6}>
      {props.field.choices?.map((choice) => (
        <Radio key={choice.value} value={choice.value} label={choice.label} />
      ))}
    </Stack>
  </Radio.Group>
);

const FlagField = ({ field, value, error, onChange }: ActFieldProps) => (
  <Checkbox
    label={field.label}
    description={field.hint}
    error={error}
    name={field.name}
    checked={textOf(value) === 'yes'}
    onChange={(event) => {
      onChange(event.currentTarget.checked ? 'yes' : 'no');
    }}
  />
);

const typed =
  (onChange: ActFieldProps['onChange']) =>
  (event: { readonly currentTarget: { readonly value: string } }): void => {
    onChange(event.currentTarget.value);
  };

const ProseField = (props: ActFieldProps) => (
  <Textarea {...common(props)} autosize minRows={3} maxRows={14} value={textOf(props.value)} onChange={typed(props.onChange)} />
);
const ShortField = (props: ActFieldProps) => <TextInput {...common(props)} value={textOf(props.value)} onChange={typed(props.onChange)} />;
const NumberField = (props: ActFieldProps) => (
  <TextInput {...common(props)} inputMode="numeric" maw={180} value={textOf(props.value)} onChange={typed(props.onChange)} />
);
const DayField = (props: ActFieldProps) => (
  <Suspense fallback={<Skeleton height={58} />}>
    <DateField {...common(props)} value={textOf(props.value)} onValue={props.onChange} />
  </Suspense>
);
const UploadField = (props: ActFieldProps) => <FilesField {...props} files={filesOf(props.value)} />;

const controls: Readonly<Record<FieldKind, ComponentType<ActFieldProps>>> = {
  prose: ProseField,
  short: ShortField,
  percent: NumberField,
  count: NumberField,
  date: DayField,
  choice: ChoiceField,
  pick: ChoiceField,
  flag: FlagField,
  agency: AgencyField,
  agencies: AgenciesField,
  person: PersonField,
  files: UploadField,
};

/** The control that fits a field's kind. */
export const ActField = (props: ActFieldProps) => {
  const Control = controls[props.field.kind];
  return <Control {...props} />;
};
