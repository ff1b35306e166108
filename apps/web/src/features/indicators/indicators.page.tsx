import { PageHeader } from '../../ui/page-header.js';
import { IndicatorTable } from './indicator-table.js';

export const IndicatorsPage = () => (
  <>
    <PageHeader title="Chỉ tiêu" lead="Các chỉ tiêu của kế hoạch và số liệu đo được gần nhất" />
    <IndicatorTable />
  </>
);
