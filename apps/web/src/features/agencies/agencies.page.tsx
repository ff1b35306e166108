import './agencies.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TextInput } from '@mantine/core';
import type { AgencyView } from '#contracts';
import { agenciesQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { foldText } from '../../words/fold-text.js';
import { RememberedNames } from './remembered-names.js';
import { agencyLevelLabel, positionLabel, provenanceLabel } from '../../words/labels.js';

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

const Row = ({ agency }: { readonly agency: AgencyView }) => (
  <tr>
    <td data-label="Cơ quan">
      <Link to="/nhiem-vu" search={{ coquan: agency.id, theo: 'luot-giao' }}>
        {agency.name}
      </Link>
      {agency.active ? null : <span className="soft small"> · không còn hoạt động</span>}
    </td>
    <td data-label="Cấp">{agencyLevelLabel(agency.level)}</td>
    <td data-label="Tên viết tắt">{agency.abbreviations.join(', ')}</td>
    <td data-label="Nguồn tên gọi">{provenanceLabel(agency.provenance)}</td>
    <td data-label="Người">
      <People people={agency.people} />
    </td>
  </tr>
);

/** The directory of agencies; people are shown to their own agency and to the Office. */
export const AgenciesPage = () => {
  const [wanted, setWanted] = useState('');
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
      </PageHeader>
      <QueryView query={useQuery(agenciesQuery)}>
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
                    <Row key={agency.id} agency={agency} />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryView>
      <RememberedNames />
    </>
  );
};
