import '../tasks/tasks.css';
import '../acts/form.css';
import './deliveries.css';
import { useInfiniteQuery, useSuspenseQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { DeliveryPage } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import type { DeliveriesSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageError } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatDate } from '../../words/dates.js';
import { DeliveryFilters } from './delivery-filters.js';
import { DeliveryPanel } from './delivery-panel.js';
import { DeliveryTable } from './delivery-table.js';
import { isOutcome, outcomeLabels } from './delivery-words.js';
import { deliveriesQuery, deliverySearch } from './delivery.queries.js';

const DAYS_SHOWN = 7;
const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

interface ResultsProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<DeliveryPage>>;
  readonly search: DeliveriesSearch;
}

const Results = ({ query, search }: ResultsProps) => {
  if (query.data === undefined)
    return query.error === null ? <PageSkeleton rows={6} /> : <PageError error={query.error} retry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState title="Không có thư nào">
        Thư được lập vào giờ gửi hằng ngày và ngay khi giao việc; đổi khoảng ngày hoặc bỏ bớt điều kiện lọc.
      </EmptyState>
    );
  return (
    <>
      <DeliveryTable deliveries={items} search={search} />
      {query.hasNextPage ? (
        <div className="delivery-more no-print">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Xem thêm
          </Button>
        </div>
      ) : null}
    </>
  );
};

/** Every mail and message that was made, and what was not sent with its reason. */
export const DeliveriesPage = () => {
  const search = useSearch({ from: '/signed-in/thu-nhac-da-gui' });
  const navigate = useNavigate({ from: '/thu-nhac-da-gui' });
  const { today } = useSuspenseQuery(sessionQuery).data;
  const { tungay: from = daysBefore(today, DAYS_SHOWN - 1), denngay: to = today, ketqua, kenh, coquan, nguoi, kehoach, thu } = search;
  const parameters = { from, to, outcome: ketqua, channel: kenh, agency: coquan, person: nguoi, plan: kehoach };
  const query = useInfiniteQuery(deliveriesQuery(parameters));
  return (
    <>
      <PageHeader
        title="Thư nhắc đã gửi"
        lead={`Thư, tin và lượt nhắc không gửi từ ${formatDate(from)} đến ${formatDate(to)}${isOutcome(ketqua) ? `: ${outcomeLabels[ketqua].toLowerCase()}` : ''}`}
      >
        <div className="row no-print">
          <Button component="a" variant="default" href={`/api/v1/deliveries/document?${deliverySearch(parameters)}`} download>
            Tải Excel
          </Button>
          <Button
            variant="default"
            onClick={() => {
              window.print();
            }}
          >
            In
          </Button>
        </div>
      </PageHeader>
      <DeliveryFilters search={search} from={from} to={to} />
      <Results query={query} search={search} />
      {thu === undefined ? null : (
        <DeliveryPanel
          id={thu}
          onClose={() => {
            const { thu: _open, ...rest } = search;
            void navigate({ search: rest, resetScroll: false });
          }}
        />
      )}
    </>
  );
};
