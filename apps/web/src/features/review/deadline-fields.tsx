import { Select, TextInput } from '@mantine/core';
import type { DraftDeadline } from '#contracts';
import DateField from '../acts/date-field.js';

type Deadline = DraftDeadline;
type Kind = Deadline['kind'];
type Recurrence = NonNullable<Deadline['recurrence']>;

const kinds: Readonly<Record<Kind, string>> = {
  date: 'Ngày cụ thể',
  month: 'Tháng',
  quarter: 'Quý',
  'half-year': 'Nửa năm',
  year: 'Năm',
  range: 'Khoảng thời gian',
  recurring: 'Định kỳ',
  'by-rule': 'Theo quy định, không có ngày',
  none: 'Không có thời hạn',
  unparsed: 'Chưa rõ',
};

const recurrences: Readonly<Record<Recurrence, string>> = {
  yearly: 'Hằng năm',
  'half-yearly': '6 tháng một lần',
  quarterly: 'Hằng quý',
  monthly: 'Hằng tháng',
  continuous: 'Thường xuyên',
  'by-rule': 'Theo quy định',
};

const isKind = (text: string | null): text is Kind => text !== null && Object.hasOwn(kinds, text);
const isRecurrence = (text: string | null): text is Recurrence => text !== null && Object.hasOwn(recurrences, text);
const optionsOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
const NO_DATE: ReadonlySet<Kind> = new Set(['by-rule', 'none', 'unparsed']);
const combobox = { withinPortal: false, transitionProps: { duration: 0 } } as const;

interface DeadlineFieldsProps {
  readonly value: Deadline;
  readonly onValue: (deadline: Deadline) => void;
  readonly autoFocus: boolean;
}

/** A deadline: its kind, when it begins and ends, how often it comes again, and the words of the document, which stay as printed. */
export const DeadlineFields = ({ value, onValue, autoFocus }: DeadlineFieldsProps) => (
  <fieldset className="review-deadline">
    <legend>Thời hạn</legend>
    <TextInput
      label="Ghi trong văn bản"
      value={value.text}
      onChange={(event) => {
        onValue({ ...value, text: event.currentTarget.value });
      }}
    />
    <div className="review-pair">
      <Select
        label="Loại thời hạn"
        data={optionsOf(kinds)}
        allowDeselect={false}
        autoFocus={autoFocus}
        comboboxProps={combobox}
        value={value.kind}
        onChange={(chosen) => {
          const kind = isKind(chosen) ? chosen : value.kind;
          onValue(NO_DATE.has(kind) ? { ...value, kind, start: null, due: null } : { ...value, kind });
        }}
      />
      <Select
        label="Lặp lại"
        data={optionsOf(recurrences)}
        clearable
        clearButtonProps={{ 'aria-label': 'Không lặp lại' }}
        placeholder="Không lặp lại"
        comboboxProps={combobox}
        value={value.recurrence}
        onChange={(chosen) => {
          onValue({ ...value, recurrence: isRecurrence(chosen) ? chosen : null });
        }}
      />
      <DateField
        label="Bắt đầu"
        value={value.start ?? ''}
        onValue={(start) => {
          onValue({ ...value, start: start === '' ? null : start });
        }}
      />
      <DateField
        label="Hạn cuối"
        value={value.due ?? ''}
        onValue={(due) => {
          onValue({ ...value, due: due === '' ? null : due, kind: due !== '' && NO_DATE.has(value.kind) ? 'date' : value.kind });
        }}
      />
    </div>
  </fieldset>
);
