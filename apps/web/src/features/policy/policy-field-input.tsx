import type { ComponentType } from 'react';
import { Checkbox, Group, MultiSelect, NativeSelect, Select, TextInput } from '@mantine/core';
import type { PolicyField, Typed } from './policy-fields.js';

export interface AgencyChoice {
  readonly value: string;
  readonly label: string;
}

interface PolicyFieldInputProps {
  readonly field: PolicyField;
  readonly typed: Typed;
  readonly error: string | undefined;
  readonly agencies: readonly AgencyChoice[];
  readonly onTyped: (typed: Typed) => void;
}

const textOf = (typed: Typed): string => (typeof typed === 'string' ? typed : '');
const labelOf = ({ label, unit, hint }: PolicyField): string => (unit === undefined || hint !== undefined ? label : `${label} (${unit})`);
const nothingFound = 'Không có trong danh sách';

const commonOf = ({ field, error }: PolicyFieldInputProps) => ({
  label: labelOf(field),
  description: field.hint,
  error,
  name: field.path,
});

const Flag = (props: PolicyFieldInputProps) => (
  <Checkbox
    {...commonOf(props)}
    checked={props.typed === 'yes'}
    onChange={(event) => {
      props.onTyped(event.currentTarget.checked ? 'yes' : 'no');
    }}
  />
);

const Choice = (props: PolicyFieldInputProps) => (
  <NativeSelect
    {...commonOf(props)}
    data={[...(props.field.choices ?? [])]}
    value={textOf(props.typed)}
    onChange={(event) => {
      props.onTyped(event.currentTarget.value);
    }}
  />
);

const Agency = (props: PolicyFieldInputProps) => (
  <Select
    {...commonOf(props)}
    data={[...props.agencies]}
    searchable
    openOnFocus={false}
    nothingFoundMessage={nothingFound}
    value={textOf(props.typed) === '' ? null : textOf(props.typed)}
    onChange={(value) => {
      props.onTyped(value ?? '');
    }}
  />
);

const Agencies = (props: PolicyFieldInputProps) => (
  <MultiSelect
    {...commonOf(props)}
    data={[...props.agencies]}
    searchable
    hidePickedOptions
    openOnFocus={false}
    nothingFoundMessage={nothingFound}
    value={typeof props.typed === 'string' ? [] : [...props.typed]}
    onChange={props.onTyped}
  />
);

const Several = (props: PolicyFieldInputProps) => (
  <Checkbox.Group {...commonOf(props)} value={typeof props.typed === 'string' ? [] : [...props.typed]} onChange={props.onTyped}>
    <Group gap="md" mt={6}>
      {props.field.choices?.map(({ value, label }) => (
        <Checkbox key={value} value={value} label={label} />
      ))}
    </Group>
  </Checkbox.Group>
);

const Text = (props: PolicyFieldInputProps) => (
  <TextInput
    {...commonOf(props)}
    inputMode={props.field.kind === 'offsets' || props.field.kind === 'hour' ? 'text' : 'numeric'}
    autoComplete="off"
    maxLength={120}
    value={textOf(props.typed)}
    onChange={(event) => {
      props.onTyped(event.currentTarget.value);
    }}
  />
);

const INPUTS: Readonly<Partial<Record<PolicyField['kind'], ComponentType<PolicyFieldInputProps>>>> = {
  flag: Flag,
  choice: Choice,
  several: Several,
  agency: Agency,
  agencies: Agencies,
};

/** One setting, in the shape in which it is changed. */
export const PolicyFieldInput = (props: PolicyFieldInputProps) => {
  const Input = INPUTS[props.field.kind] ?? Text;
  return <Input {...props} />;
};
