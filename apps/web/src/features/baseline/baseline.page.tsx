import '../tasks/tasks.css';
import './baseline.css';
import { useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { BaselineRow } from '#contracts';
import { baselineQuery, planQuery, sessionQuery } from '../../api/queries.js';
import type { BaselineSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatNumber } from '../../words/dates.js';
import { BaselineTable } from './baseline-table.js';
import { keyOf, rowsFitting } from './chosen-rows.js';
import { OrderPanel } from './order-panel.js';

/** Rà soát hiện trạng: every part of a late plan that nobody has reviewed, and one act for as many as are chosen. */
export const BaselinePage = () => {
  const { id } = useParams({ from: '/signed-in/ke-hoach/$id/ra-soat' });
  const plan = useQuery(planQuery(id)).data;
  return (
    <>
      <PageHeader title="Rà soát hiện trạng" lead={plan?.document.title} />
      <div className="stack">
        <p>
          <Link to="/ke-hoach/$id" params={{ id }}>
            Về văn bản
          </Link>{' '}
          ·{' '}
          <Link to="/ke-hoach/$id/bieu-ra-soat" params={{ id }}>
            Rà soát bằng biểu Excel
          </Link>
        </p>
        <details className="card">
          <summary>“Chưa rà soát hiện trạng” nghĩa là gì</summary>
          <p>
            Văn bản được đưa vào theo dõi muộn nên hệ thống chưa biết việc đã làm đến đâu. Lượt giao chưa rà soát vẫn được tiếp nhận, báo
            cáo, trình và phê duyệt như mọi lượt giao, nhưng không tính vào tỷ lệ nào và không bị nhắc là quá hạn. Dấu này mất khi Văn phòng
            ghi kết quả rà soát hoặc khi kết quả được phê duyệt.
          </p>
        </details>
        <QueryView query={useQuery(baselineQuery(id))}>{({ rows }) => <Review plan={id} rows={rows} />}</QueryView>
      </div>
    </>
  );
};

const dues = [
  { value: '', label: 'Mọi thời hạn' },
  { value: 'qua', label: 'Đã qua thời hạn' },
  { value: 'chua', label: 'Chưa đến thời hạn' },
  { value: 'khong', label: 'Không định ngày' },
];

const agenciesIn = (rows: readonly BaselineRow[]) => {
  const names = new Map(rows.map(({ agency }) => [agency.id, agency.name]));
  return [...names].map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label, 'vi'));
};

interface FiltersProps {
  readonly rows: readonly BaselineRow[];
  readonly search: BaselineSearch;
  readonly onSearch: (change: Partial<Record<keyof BaselineSearch, string>>) => void;
}

const Filters = ({ rows, search, onSearch }: FiltersProps) => (
  <search className="filters no-print">
    <TextInput
      label="Tìm kiếm"
      type="search"
      placeholder="Nội dung nhiệm vụ, tên cơ quan, có dấu hoặc không dấu"
      value={search.tim ?? ''}
      onChange={(event) => {
        onSearch({ tim: event.currentTarget.value });
      }}
    />
    <NativeSelect
      label="Cơ quan chủ trì"
      value={search.coquan ?? ''}
      data={[{ value: '', label: 'Tất cả cơ quan' }, ...agenciesIn(rows)]}
      onChange={(event) => {
        onSearch({ coquan: event.currentTarget.value });
      }}
    />
    <NativeSelect
      label="Thời hạn"
      value={search.thoihan ?? ''}
      data={dues}
      onChange={(event) => {
        onSearch({ thoihan: event.currentTarget.value });
      }}
    />
  </search>
);

const Review = ({ plan, rows }: { readonly plan: string; readonly rows: readonly BaselineRow[] }) => {
  const search = useSearch({ from: '/signed-in/ke-hoach/$id/ra-soat' });
  const navigate = useNavigate({ from: '/ke-hoach/$id/ra-soat' });
  const { today } = useSuspenseQuery(sessionQuery).data;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [ordered, setOrdered] = useState<readonly BaselineRow[] | null>(null);
  const isReviewed = search.xem === 'da';
  const open = rows.filter(({ unreviewed }) => unreviewed).length;
  const fitting = rowsFitting(rows, search, today);
  const choosable = fitting.filter((row) => row.unreviewed || row.mayWithdraw);
  const picked = choosable.filter((row) => chosen.has(keyOf(row)));
  const change = (next: Partial<Record<keyof BaselineSearch, string>>): void => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value !== '');
    void navigate({ search: Object.fromEntries(merged), replace: true });
  };
  return (
    <>
      <SegmentedControl
        className="no-print baseline-views"
        aria-label="Xem"
        value={isReviewed ? 'da' : ''}
        onChange={(value) => {
          setChosen(new Set());
          change({ xem: value });
        }}
        data={[
          { value: '', label: `Chưa rà soát (${formatNumber(open)})` },
          { value: 'da', label: `Đã rà soát (${formatNumber(rows.length - open)})` },
        ]}
      />
      <Filters rows={rows} search={search} onSearch={change} />
      <div className="row baseline-bar no-print" role="group" aria-label="Lượt giao đã chọn">
        <span role="status">
          {formatNumber(fitting.length)} lượt giao; đã chọn {formatNumber(picked.length)}
        </span>
        <Button
          variant="default"
          size="sm"
          disabled={choosable.length === 0}
          onClick={() => {
            setChosen(picked.length === choosable.length ? new Set() : new Set(choosable.map(keyOf)));
          }}
        >
          {picked.length === choosable.length && picked.length > 0 ? 'Bỏ chọn' : `Chọn cả ${formatNumber(choosable.length)}`}
        </Button>
        <Button
          size="sm"
          disabled={picked.length === 0}
          onClick={() => {
            setOrdered(picked);
          }}
        >
          {isReviewed ? 'Rút lại kết quả rà soát' : 'Ghi kết quả rà soát'}
        </Button>
      </div>
      {fitting.length === 0 ? (
        <EmptyState title={!isReviewed && open === 0 ? 'Không còn lượt giao nào chưa rà soát' : 'Không có lượt giao phù hợp'}>
          {!isReviewed && open === 0 ? 'Kết quả đã ghi xem ở mục “Đã rà soát”.' : 'Bỏ bớt điều kiện lọc hoặc tìm bằng từ khác.'}
        </EmptyState>
      ) : (
        <BaselineTable rows={fitting} chosen={chosen} onChoose={setChosen} />
      )}
      {ordered === null ? null : (
        <OrderPanel
          plan={plan}
          rows={ordered}
          isWithdrawal={isReviewed}
          onClose={() => {
            setOrdered(null);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
};
