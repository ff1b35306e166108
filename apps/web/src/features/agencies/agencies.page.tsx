import './agencies.css';
import { useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, TextInput } from '@mantine/core';
import type { AgencyView } from '#contracts';
import { agenciesQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';
import { foldText } from '../../words/fold-text.js';
import { agenciesOnQuery } from './agencies-on.query.js';
import { AgencyDrawer } from './agency-drawer.js';
import { RememberedNames } from './remembered-names.js';
import { agencyLevelLabel, isOfOffice, positionLabel, provenanceLabel } from '../../words/labels.js';

const matches = (agency: AgencyView, wanted: string): boolean =>
  foldText([agency.name, agency.id, ...agency.abbreviations].join(' ')).includes(foldText(wanted));

const People = ({ people }: Pick<AgencyView, 'people'>) =>
  people.length === 0 ? null : (
    <ul className="plain-list">
      {people.map((person) => (
        <li key={person.id}>
          {person.name} <span className="soft small">({positionLabel(person.position).toLowerCase()})</span>
        </li>
      ))}
    </ul>
  );

/** What it was called before, and what became of it. */
const History = ({ agency }: { readonly agency: AgencyView }) => (
  <>
    {agency.formerNames.map(({ name, from }) => (
      <div key={from} className="soft small">
        Trước đây: {name} (từ {formatDate(from)})
      </div>
    ))}
    {agency.active ? null : (
      <div className="soft small">
        {agency.endedOn === null ? `Thành lập ngày ${formatDate(agency.from)}` : `Kết thúc từ ${formatDate(agency.endedOn)}`}
        {agency.successors.length === 0
          ? ''
          : `; kế thừa: ${agency.successors.length > 3 ? `${String(agency.successors.length)} cơ quan` : agency.successors.map(({ name }) => name).join(', ')}`}
        {agency.endBasis === null ? '' : ` (${agency.endBasis})`}
      </div>
    )}
  </>
);

interface RowProps {
  readonly agency: AgencyView;
  /** Null: the reader may not change the directory. */
  readonly act: ((agency: AgencyView) => void) | null;
}

const Row = ({ agency, act }: RowProps) => (
  <tr>
    <td data-label="Cơ quan">
      <Link to="/nhiem-vu" search={{ coquan: agency.id, theo: 'luot-giao' }}>
        {agency.name}
      </Link>
      <History agency={agency} />
    </td>
    <td data-label="Cấp">{agencyLevelLabel(agency.level)}</td>
    <td data-label="Tên viết tắt">{agency.abbreviations.join(', ')}</td>
    <td data-label="Nguồn tên gọi">{provenanceLabel(agency.provenance)}</td>
    <td data-label="Người">
      <People people={agency.people} />
      {act === null ? null : (
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          className="no-print"
          onClick={() => {
            act(agency);
          }}
        >
          Thay đổi<span className="visually-hidden">: {agency.name}</span>
        </Button>
      )}
    </td>
  </tr>
);

/** The directory of agencies; people are shown to their own agency and to the Office. */
export const AgenciesPage = () => {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [wanted, setWanted] = useState('');
  const [on, setOn] = useState('');
  const [changing, setChanging] = useState<AgencyView | null>(null);
  const known = useQuery(agenciesQuery);
  const onDay = useQuery({ ...agenciesOnQuery(on), enabled: on !== '' });
  return (
    <>
      <PageHeader title="Cơ quan" lead="Danh mục cơ quan chủ trì, phối hợp và phê duyệt">
        <TextInput
          className="no-print"
          label="Tìm cơ quan"
          type="search"
          value={wanted}
          onChange={(event) => {
            setWanted(event.currentTarget.value);
          }}
        />
        <TextInput
          className="no-print"
          label="Danh mục tại ngày"
          type="date"
          max={session.today}
          value={on}
          onChange={(event) => {
            setOn(event.currentTarget.value);
          }}
        />
      </PageHeader>
      <QueryView query={on === '' ? known : onDay}>
        {(agencies) => {
          const shown = agencies.filter((agency) => matches(agency, wanted));
          return shown.length === 0 ? (
            <EmptyState title="Không có cơ quan phù hợp">Thử một phần của tên, có dấu hoặc không dấu.</EmptyState>
          ) : (
            <div className="table-frame long">
              <table className="plain agency-table cards-when-narrow">
                <caption className="visually-hidden">Danh mục cơ quan</caption>
                <thead>
                  <tr>
                    <th scope="col">Cơ quan</th>
                    <th scope="col">Cấp</th>
                    <th scope="col">Tên viết tắt</th>
                    <th scope="col">Nguồn tên gọi</th>
                    <th scope="col">Người</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((agency) => (
                    <Row key={agency.id} agency={agency} act={isOfOffice(session) && agency.active ? setChanging : null} />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryView>
      {changing === null ? null : (
        <AgencyDrawer
          agency={changing}
          onClose={() => {
            setChanging(null);
          }}
        />
      )}
      <RememberedNames />
    </>
  );
};
