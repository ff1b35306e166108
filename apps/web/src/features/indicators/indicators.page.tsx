import { PageHeader } from '../../ui/page-header.js';
import { IndicatorTable } from './indicator-table.js';

export const IndicatorsPage = () => (
  <>
    <PageHeader title="Chỉ tiêu" lead="Mục tiêu, số liệu đã báo cáo và đánh giá theo quy tắc nêu kèm" />
    <IndicatorTable />
  </>
);
