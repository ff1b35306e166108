import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { AgencyWithoutChannelView, PersonWithoutChannelView, WithoutChannelView } from '#contracts';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { positionLabel } from '../../words/labels.js';
import { AddressDrawer, type AddressOwner } from './address-drawer.js';
import { withoutChannelQuery } from './without-channel.query.js';
import { byUrgency, missingOf, summaryOf } from './without-channel-words.js';

type Enter = (owner: AddressOwner) => void;

const Lost = ({ count }: { readonly count: number }) =>
  count === 0 ? (
    <>0</>
  ) : (
    <span className="mark" data-tone="red">
      {formatNumber(count)}
    </span>
  );

const EnterButton = ({ owner, onEnter }: { readonly owner: AddressOwner; readonly onEnter: Enter }) => (
  <Button
    size="compact-sm"
    variant="default"
    className="no-print"
    onClick={() => {
      onEnter(owner);
    }}
  >
    {owner.kind === 'mailbox' ? 'Nhập hộp thư' : 'Nhập địa chỉ'}
    <span className="visually-hidden">: {owner.name}</span>
  </Button>
);

const peopleOf = ({ members }: AgencyWithoutChannelView): string =>
  members === 0 ? 'Chưa có người trong danh bạ' : `${formatNumber(members)} người trong danh bạ, không ai nhận được ở vị trí cần nhắc`;

const AgencyRow = ({ one, onEnter }: { readonly one: AgencyWithoutChannelView; readonly onEnter: Enter }) => (
  <tr>
    <td data-label="Cơ quan">
      <Link to="/nhiem-vu" search={{ coquan: one.agency.id, theo: 'luot-giao' }}>
        {one.agency.name}
      </Link>
    </td>
    <td data-label="Còn thiếu">
      {peopleOf(one)}; {one.mailbox === 'none' ? 'chưa có hộp thư công vụ' : 'hộp thư công vụ bị từ chối'}
    </td>
    <td data-label="Gửi với tư cách">{one.seats.join('; ')}</td>
    <td data-label="Không tới ai">
      <Lost count={one.reminders} />
      {one.missed === 0 ? null : <div className="small soft">đã lỡ {formatNumber(one.missed)} việc</div>}
    </td>
    <td>
      <EnterButton owner={{ kind: 'mailbox', id: one.agency.id, name: one.agency.name }} onEnter={onEnter} />
    </td>
  </tr>
);

const Agencies = ({ agencies, onEnter }: { readonly agencies: readonly AgencyWithoutChannelView[]; readonly onEnter: Enter }) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Cơ quan chưa có kênh nhận nhắc việc</caption>
      <thead>
        <tr>
          <th scope="col">Cơ quan</th>
          <th scope="col">Còn thiếu</th>
          <th scope="col">Gửi với tư cách</th>
          <th scope="col">Không tới ai</th>
          <td>
            <span className="visually-hidden">Việc</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {agencies.map((one) => (
          <AgencyRow key={one.agency.id} one={one} onEnter={onEnter} />
        ))}
      </tbody>
    </table>
  </div>
);

const PersonRow = ({ one, onEnter }: { readonly one: PersonWithoutChannelView; readonly onEnter: Enter | null }) => (
  <tr>
    <td data-label="Người">
      {one.name}
      {one.posts.map(({ agency, position, unit }) => (
        <div key={agency.id} className="small soft">
          {[positionLabel(position), unit, agency.name].filter((text) => text !== null).join(', ')}
        </div>
      ))}
      {one.posts.length === 0 ? <div className="small soft">Được phân công thực hiện, không còn trong cơ quan nào</div> : null}
    </td>
    <td data-label="Còn thiếu">{missingOf(one).join('; ')}</td>
    <td data-label="Gửi với tư cách">{one.seats.join('; ')}</td>
    <td data-label="Không tới ai">
      <Lost count={one.reminders} />
    </td>
    <td data-label="Người khác nhận">{formatNumber(one.elsewhere)}</td>
    <td>{onEnter === null ? null : <EnterButton owner={{ kind: 'person', id: one.id, name: one.name }} onEnter={onEnter} />}</td>
  </tr>
);

const People = ({ people, onEnter }: { readonly people: readonly PersonWithoutChannelView[]; readonly onEnter: Enter | null }) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Người chưa có kênh nhận nhắc việc</caption>
      <thead>
        <tr>
          <th scope="col">Người</th>
          <th scope="col">Còn thiếu</th>
          <th scope="col">Gửi với tư cách</th>
          <th scope="col">Không tới ai</th>
          <th scope="col">Người khác nhận</th>
          <td>
            <span className="visually-hidden">Việc</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <PersonRow key={one.id} one={one} onEnter={onEnter} />
        ))}
      </tbody>
    </table>
  </div>
);

const Idle = ({ agencies, onEnter }: { readonly agencies: readonly AgencyWithoutChannelView[]; readonly onEnter: Enter }) =>
  agencies.length === 0 ? null : (
    <details>
      <summary>{formatNumber(agencies.length)} cơ quan khác chưa có người, chưa có hộp thư; hiện không có lượt nhắc nào</summary>
      <Agencies agencies={agencies} onEnter={onEnter} />
    </details>
  );

const Found = ({ view, onEnter }: { readonly view: WithoutChannelView; readonly onEnter: Enter }) => {
  const { concerned, idle } = byUrgency(view);
  const { people, mayEnterPeople, days, at } = view;
  return (
    <div className="stack">
      {summaryOf(view) === null ? (
        <EmptyState title="Mọi người, mọi cơ quan có việc đều có kênh nhận">
          Khi có người thiếu địa chỉ, hoặc địa chỉ bị máy chủ nhận từ chối, họ hiện ở đây trước khi có lượt nhắc không tới.
        </EmptyState>
      ) : null}
      {concerned.length === 0 ? null : (
        <section className="stack-tight" aria-labelledby="co-quan-thieu">
          <h2 id="co-quan-thieu">Cơ quan ({formatNumber(concerned.length)})</h2>
          <p>
            Không người nào nhận được và hộp thư công vụ không dùng được. Cách xử lý: nhập hộp thư công vụ, hoặc thêm người vào cơ quan.
          </p>
          <Agencies agencies={concerned} onEnter={onEnter} />
        </section>
      )}
      {people.length === 0 ? null : (
        <section className="stack-tight" aria-labelledby="nguoi-thieu">
          <h2 id="nguoi-thieu">Người ({formatNumber(people.length)})</h2>
          <p>
            Thông báo gửi cho họ đi đến người khác của cơ quan hoặc hộp thư công vụ, nếu có. Cách xử lý:{' '}
            {mayEnterPeople ? 'nhập địa chỉ thư' : 'đề nghị quản trị viên nhập địa chỉ thư'}
            {people.some(({ zalo }) => zalo !== null) ? ', hoặc người đó tự đăng ký ở trang “Nhận tin qua Zalo”' : ''}.
          </p>
          <People people={people} onEnter={mayEnterPeople ? onEnter : null} />
        </section>
      )}
      <Idle agencies={idle} onEnter={onEnter} />
      <p className="small soft">
        Tính đến {formatInstant(at)}, theo lịch nhắc {formatNumber(days)} ngày tới và danh bạ hôm nay.
      </p>
    </div>
  );
};

/** Who would not get what is coming, and where to put that right. */
export const WithoutChannelPage = () => {
  const [owner, setOwner] = useState<AddressOwner | null>(null);
  return (
    <>
      <PageHeader title="Chưa có kênh nhận" lead="Người, cơ quan mà nhắc việc chưa gửi tới được, trước khi có lượt nhắc bị lỡ" />
      <QueryView query={useQuery(withoutChannelQuery)}>{(view) => <Found view={view} onEnter={setOwner} />}</QueryView>
      {owner === null ? null : (
        <AddressDrawer
          owner={owner}
          onClose={() => {
            setOwner(null);
          }}
        />
      )}
    </>
  );
};
