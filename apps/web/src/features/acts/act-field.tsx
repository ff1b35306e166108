import { lazy, Suspense } from 'react';
import { MultiSelect, Radio, Select, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../../api/queries.js';
import { positionLabel } from '../../words/labels.js';
import type { Field, FieldValue, StoredFile } from './act.js';
import { FilesField } from './files-field.js';

const DateField = lazy(() => import('./date-field.js'));

export interface ActFieldProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue) => void;
  /** The form opens with the cursor here. */
  readonly isFirst?: boolean;
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

const typed =
  (onChange: ActFieldProps['onChange']) =>
  (event: { readonly currentTarget: { readonly value: string } }): void => {
    onChange(event.currentTarget.value);
  };

/** The control that fits a field's kind. */
export const ActField = (props: ActFieldProps) => {
  const { field, value, onChange } = props;
  switch (field.kind) {
    case 'prose':
      return <Textarea {...common(props)} autosize minRows={3} maxRows={14} value={textOf(value)} onChange={typed(onChange)} />;
    case 'short':
      return <TextInput {...common(props)} value={textOf(value)} onChange={typed(onChange)} />;
    case 'percent':
      return <TextInput {...common(props)} inputMode="numeric" maw={180} value={textOf(value)} onChange={typed(onChange)} />;
    case 'date':
      return (
        <Suspense fallback={<Skeleton height={58} />}>
          <DateField {...common(props)} value={textOf(value)} onValue={onChange} />
        </Suspense>
      );
    case 'choice':
      return <ChoiceField {...props} />;
    case 'agency':
      return <AgencyField {...props} />;
    case 'agencies':
      return <AgenciesField {...props} />;
    case 'person':
      return <PersonField {...props} />;
    case 'files':
      return <FilesField {...props} files={filesOf(value)} />;
  }
};
