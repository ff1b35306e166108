import { lazy, Suspense, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { formatDate } from '../../words/dates.js';

const DateField = lazy(() => import('../acts/date-field.js'));

/** "Số liệu tính đến ngày": the page as the system knew it at the end of that day. The calendar is loaded when it is asked for. */
export const AsOfBar = ({ day, today }: { readonly day: string | undefined; readonly today: string }) => {
  const navigate = useNavigate({ from: '/nhiem-vu/$id' });
  const [isOpen, setOpen] = useState(day !== undefined);
  const go = (value: string): void => {
    void navigate({
      search: ({ ngay: _day, viec: _act, ...rest }) => (value === '' || value >= today ? rest : { ...rest, ngay: value }),
      resetScroll: false,
    });
  };
  return (
    <div className="as-of no-print">
      {isOpen ? (
        <Suspense fallback={<Skeleton height={58} width={220} />}>
          <DateField label="Số liệu tính đến ngày" value={day ?? ''} onValue={go} />
        </Suspense>
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={() => {
            setOpen(true);
          }}
        >
          Xem số liệu tính đến một ngày khác
        </Button>
      )}
      {day === undefined ? null : (
        <p className="as-of-note" role="status">
          <IconHistory size={18} aria-hidden />
          <span>Đang xem số liệu tính đến hết ngày {formatDate(day)}.</span>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              go('');
            }}
          >
            Về hiện tại
          </Button>
        </p>
      )}
    </div>
  );
};
