import '@mantine/dates/styles.css';
import 'dayjs/locale/vi.js';
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

/** A civil date, typed as dd/mm/yyyy or chosen from a month; the browser's language changes nothing. */
const DateField = ({ value, onValue, ...props }: DateFieldProps) => (
  <DateInput
    {...props}
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

export default DateField;
