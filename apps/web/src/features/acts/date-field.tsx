import '@mantine/dates/styles.css';
import 'dayjs/locale/vi.js';
import { useEffect, useRef, useState } from 'react';
import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { parseTypedDate } from '../../words/dates.js';

interface DateFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly name?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

const noSuchDate = 'Ngày không có: nhập ngày/tháng/năm, ví dụ 15/06/2026';

const isWrongText = (text: string): boolean => text.trim() !== '' && parseTypedDate(text) === null;

/** What is typed and is no date stays in sight, and the form around it is not sent until somebody mends it. */
const useWrongText = (value: string) => {
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const [isLeft, setLeft] = useState(false);
  useEffect(() => {
    const form = input.current?.form;
    const hold = (event: Event): void => {
      if (!isWrongText(input.current?.value ?? '')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setWrong(true);
      setLeft(true);
      input.current?.focus();
    };
    form?.addEventListener('submit', hold);
    return () => form?.removeEventListener('submit', hold);
  }, []);
  useEffect(() => {
    // A date from elsewhere (a calendar, a document that was read) takes the place of the text; nobody types then.
    if (document.activeElement !== input.current) setWrong(false);
  }, [value]);
  return {
    isWrong,
    error: isWrong && isLeft ? noSuchDate : undefined,
    accept: (): void => {
      setWrong(false);
    },
    handlers: {
      ref: input,
      onInput: (event: { readonly currentTarget: { readonly value: string } }): void => {
        setWrong(isWrongText(event.currentTarget.value));
        setLeft(false);
      },
      onBlur: (): void => {
        setLeft(true);
      },
    },
  };
};

/** A civil date, typed as dd/mm/yyyy or chosen from a month; the browser's language changes nothing. */
const DateField = ({ value, onValue, error, ...props }: DateFieldProps) => {
  const text = useWrongText(value);
  return (
    <DateInput
      {...props}
      {...text.handlers}
      error={text.error ?? error}
      fixOnBlur={!text.isWrong}
      placeholder="dd/mm/yyyy"
      valueFormat="DD/MM/YYYY"
      locale="vi"
      popoverProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      firstDayOfWeek={1}
      maw={220}
      clearable
      clearButtonProps={{ 'aria-label': 'Xóa ngày' }}
      dateParser={parseTypedDate}
      leftSection={<IconCalendar size={17} aria-hidden />}
      leftSectionPointerEvents="none"
      value={value === '' ? null : value}
      onChange={(date) => {
        text.accept();
        onValue(date ?? '');
      }}
      ariaLabels={{
        nextMonth: 'Tháng sau',
        previousMonth: 'Tháng trước',
        nextYear: 'Năm sau',
        previousYear: 'Năm trước',
        nextDecade: 'Thập kỷ sau',
        previousDecade: 'Thập kỷ trước',
        monthLevelControl: 'Chọn tháng',
        yearLevelControl: 'Chọn năm',
      }}
    />
  );
};

export default DateField;
