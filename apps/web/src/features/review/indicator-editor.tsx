import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { DraftIndicator } from '#contracts';
import { AgencyPicker } from './agency-picker.js';
import { GroupSelect } from './group-select.js';
import { RowEditor, useRowForm } from './row-editor.js';

type Target = DraftIndicator['targets'][number];
type Kind = Target['kind'];

const kinds: Readonly<Record<Kind, string>> = {
  number: 'Bằng',
  range: 'Trong khoảng',
  'at-least': 'Từ … trở lên',
  'at-most': 'Không quá',
  text: 'Bằng chữ',
};
const isKind = (text: string | null): text is Kind => text !== null && Object.hasOwn(kinds, text);

/** Numbers as they are typed here: with a decimal comma. */
const shown = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
const numberOf = (text: string): number | null => {
  const value = Number(text.trim().replaceAll('.', '').replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? null : value;
};

interface TargetFieldsProps {
  readonly target: Target;
  readonly number: number;
  readonly onTarget: (target: Target) => void;
  readonly onRemove: () => void;
}

const TargetFields = ({ target, number, onTarget, onRemove }: TargetFieldsProps) => (
  <fieldset className="review-target">
    <legend>Giá trị cần đạt {number}</legend>
    <div className="review-pair">
      <TextInput
        label="Kỳ"
        value={target.period}
        onChange={(event) => {
          onTarget({ ...target, period: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Ghi trong văn bản"
        value={target.text}
        onChange={(event) => {
          onTarget({ ...target, text: event.currentTarget.value });
        }}
      />
      <Select
        label="Cách hiểu"
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        value={target.kind}
        onChange={(chosen) => {
          if (isKind(chosen)) onTarget({ ...target, kind: chosen });
        }}
      />
      <TextInput
        label="Từ"
        inputMode="decimal"
        defaultValue={shown(target.min)}
        onBlur={(event) => {
          onTarget({ ...target, min: numberOf(event.currentTarget.value) });
        }}
      />
      <TextInput
        label="Đến"
        inputMode="decimal"
        defaultValue={shown(target.max)}
        onBlur={(event) => {
          onTarget({ ...target, max: numberOf(event.currentTarget.value) });
        }}
      />
    </div>
    <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>
      Bỏ giá trị {number}
    </Button>
  </fieldset>
);

const noTarget: Target = { period: '', text: '', kind: 'text', min: null, max: null };

interface IndicatorEditorProps {
  readonly indicator: DraftIndicator;
  readonly index: number;
  readonly field: string;
}

/** Puts one indicator of the draft right, whatever field of it. */
export const IndicatorEditor = ({ indicator, index, field }: IndicatorEditorProps) => {
  const form = useRowForm(indicator);
  const { value, set } = form;
  return (
    <RowEditor list="indicators" index={index} form={form}>
      <Textarea
        label="Tên chỉ tiêu"
        autosize
        minRows={2}
        required
        autoFocus={field === 'name'}
        value={value.name}
        onChange={(event) => {
          set({ name: event.currentTarget.value });
        }}
      />
      <div className="review-pair">
        <TextInput
          label="Số thứ tự"
          autoFocus={field === 'ordinal'}
          value={value.ordinal ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            set({ ordinal: text.trim() === '' ? null : text });
          }}
        />
        <TextInput
          label="Đơn vị tính"
          autoFocus={field === 'unit'}
          value={value.unit ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            set({ unit: text.trim() === '' ? null : text });
          }}
        />
        <GroupSelect
          value={value}
          onGroup={(group) => {
            set(group);
          }}
        />
      </div>
      {value.targets.map((target, at) => (
        <TargetFields
          key={`${String(at)} ${String(value.targets.length)}`}
          target={target}
          number={at + 1}
          onTarget={(changed) => {
            set({ targets: value.targets.with(at, changed) });
          }}
          onRemove={() => {
            set({ targets: value.targets.toSpliced(at, 1) });
          }}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            set({ targets: [...value.targets, noTarget] });
          }}
        >
          Thêm giá trị cần đạt
        </Button>
      </div>
      <AgencyPicker
        label="Cơ quan theo dõi, đánh giá"
        autoFocus={field === 'leads'}
        value={value.leads}
        onValue={(leads) => {
          set({ leads });
        }}
      />
    </RowEditor>
  );
};
