import { useState } from 'react';
import { MultiSelect, type ComboboxItem } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AgencyRef } from '#contracts';
import { agenciesQuery, agencyGroupsQuery } from '../../api/queries.js';
import { foldText } from '../../words/fold-text.js';
import { choiceOf, refsOfChoices } from './names.js';

interface AgencyPickerProps {
  readonly label: string;
  readonly value: readonly AgencyRef[];
  readonly onValue: (refs: AgencyRef[]) => void;
  readonly autoFocus?: boolean;
  readonly description?: string;
}

/** Agencies, collective names, and the words of the file that are not recognised yet. */
export const AgencyPicker = ({ label, value, onValue, autoFocus = false, description }: AgencyPickerProps) => {
  const [isOpen, setOpen] = useState(false);
  const agencies = useQuery(agenciesQuery).data ?? [];
  const groups = useQuery(agencyGroupsQuery).data ?? [];
  const unresolved = value.filter(({ id }) => id === null);
  const known = new Set([...agencies.map(({ id }) => `agency:${id}`), ...groups.map(({ id }) => `group:${id}`)]);
  const strangers = value.filter((ref) => ref.id !== null && !known.has(choiceOf(ref)));
  const options = [
    {
      group: 'Ghi trong tệp',
      items: [...unresolved, ...strangers].map((ref) => ({
        value: choiceOf(ref),
        label: ref.id === null ? `“${ref.text}” (chưa nhận ra)` : ref.text,
      })),
    },
    {
      group: 'Tên gọi chung',
      items: groups.map(({ id, name, open }) => ({ value: `group:${id}`, label: open ? `${name} (không nêu rõ cơ quan)` : name })),
    },
    { group: 'Cơ quan', items: agencies.filter(({ active }) => active).map(({ id, name }) => ({ value: `agency:${id}`, label: name })) },
  ].filter(({ items }) => items.length > 0);
  const names = new Map(options.flatMap(({ items }) => items.map((item) => [item.value, item.label])));
  return (
    <MultiSelect
      label={label}
      description={description}
      data={options}
      searchable
      hidePickedOptions
      clearable={false}
      limit={60}
      autoFocus={autoFocus}
      nothingFoundMessage="Không có trong danh mục"
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      // The list itself scrolls: a box around it could not be reached by the keyboard.
      withScrollArea={false}
      styles={{ options: { maxHeight: 260, overflowY: 'auto' } }}
      filter={({ options: all, search }) => {
        const matches = (item: ComboboxItem): boolean => foldText(item.label).includes(foldText(search));
        return all
          .map((option) => ('items' in option ? { ...option, items: option.items.filter(matches) } : option))
          .filter((option) => ('items' in option ? option.items.length > 0 : matches(option)));
      }}
      // Closed by each choice, for it covers what stands below; typing opens it again.
      dropdownOpened={isOpen}
      onDropdownOpen={() => {
        setOpen(true);
      }}
      onDropdownClose={() => {
        setOpen(false);
      }}
      value={value.map(choiceOf)}
      onChange={(choices) => {
        setOpen(false);
        onValue(refsOfChoices(choices, value, (choice) => names.get(choice)));
      }}
    />
  );
};
