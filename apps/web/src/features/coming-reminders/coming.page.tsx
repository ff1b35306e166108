import '../mailbox/mailbox.css';
import '../tasks/tasks.css';
import './coming.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { SegmentedControl } from '@mantine/core';
import type { ComingScope, SessionView } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import type { ComingSearch } from '../../app/searches.js';
import { PageHeader } from '../../ui/page-header.js';
import { isOfOffice } from '../../words/labels.js';
import { ComingDay } from './coming-day.js';
import { ComingFilters } from './coming-filters.js';

const scopeLabels: Readonly<Record<ComingScope, string>> = { mine: 'Gửi tôi', agency: 'Cơ quan tôi', all: 'Toàn tỉnh' };

const EVERY_CHANNEL = 'tat-ca';
const channels = [
  { value: EVERY_CHANNEL, label: 'Mọi kênh' },
  { value: 'thu-dien-tu', label: 'Thư điện tử' },
  { value: 'zalo', label: 'Zalo' },
];

/** The Office follows everybody; anybody else begins with their own. */
const scopeOf = (search: ComingSearch, session: SessionView): ComingScope => {
  const asked = (Object.keys(scopeLabels) as ComingScope[]).find((scope) => scope === search.xem);
  return asked ?? (isOfOffice(session) ? 'all' : 'mine');
};

const Choices = ({
  search,
  scope,
  scopes,
}: {
  readonly search: ComingSearch;
  readonly scope: ComingScope;
  readonly scopes: readonly ComingScope[];
}) => {
  const navigate = useNavigate({ from: '/du-kien-gui' });
  return (
    <div className="coming-choices no-print">
      {scopes.length === 1 ? null : (
        <SegmentedControl
          aria-label="Xem thư gửi"
          value={scope}
          onChange={(value) => {
            void navigate({
              search: ({ ngay, kenh }) => ({
                ...(ngay === undefined ? {} : { ngay }),
                ...(kenh === undefined ? {} : { kenh }),
                xem: value,
              }),
              replace: true,
            });
          }}
          data={scopes.map((value) => ({ value, label: scopeLabels[value] }))}
        />
      )}
      <SegmentedControl
        aria-label="Kênh gửi"
        value={channels.find(({ value }) => value === search.kenh)?.value ?? EVERY_CHANNEL}
        onChange={(value) => {
          void navigate({
            search: ({ kenh: _old, thu: _letter, ...rest }) => (value === EVERY_CHANNEL ? rest : { ...rest, kenh: value }),
            replace: true,
          });
        }}
        data={channels}
      />
    </div>
  );
};

/** What will be sent in the coming seven days if nothing happens: by day, by recipient, each letter and message as it will leave. */
export const ComingPage = () => {
  const search = useSearch({ from: '/signed-in/du-kien-gui' });
  const { data: session } = useSuspenseQuery(sessionQuery);
  const scope = scopeOf(search, session);
  const answers = session.memberships.some(({ position }) => ['head', 'deputy', 'clerk'].includes(position));
  const scopes: readonly ComingScope[] = [
    'mine',
    ...(answers ? (['agency'] as const) : []),
    ...(isOfOffice(session) ? (['all'] as const) : []),
  ];
  return (
    <>
      <PageHeader title="Dự kiến gửi trong 07 ngày tới" lead="Thư nhắc và tin Zalo theo thời hạn, đúng như sẽ gửi nếu không có gì thay đổi">
        <Choices search={search} scope={scope} scopes={scopes} />
      </PageHeader>
      {scope === 'all' ? <ComingFilters key={search.nguoi ?? ''} search={search} /> : null}
      <ComingDay search={search} scope={scope} />
    </>
  );
};
