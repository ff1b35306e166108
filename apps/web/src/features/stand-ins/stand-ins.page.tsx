import './stand-ins.css';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { StandInsView, StandInView } from '#contracts';
import { request } from '../../api/http-client.js';
import { sessionQuery, standInsQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import { StandInForm } from './stand-in-form.js';

const STATES: Readonly<Record<StandInView['state'], string>> = {
  standing: 'đang nhận thay',
  coming: 'chưa đến ngày',
  over: 'đã hết hạn',
  ended: 'đã kết thúc sớm',
};

const stateOf = ({ state, ended }: StandInView): string =>
  ended === null ? STATES[state] : `${STATES[state]}, ${formatInstant(ended.at)}, ${ended.by.name}`;

const Row = ({ one, onEnd }: { readonly one: StandInView; readonly onEnd: (id: string) => void }) => (
  <tr>
    <td data-label="Vắng mặt">
      {one.absent.name}
      <br />
      {one.agency.name}
    </td>
    <td data-label="Nhận thay">
      {one.receiver.name}
      {one.receiverIsAbsent ? <strong> (cũng vắng mặt; thư không chuyển tiếp lần nữa)</strong> : null}
    </td>
    <td data-label="Thời gian">
      {formatDate(one.from)} – {formatDate(one.to)}
    </td>
    <td data-label="Lý do">
      {one.reason ?? 'đã xóa theo yêu cầu'}
      {one.getsCopy ? '; người vắng mặt nhận một bản' : ''}
    </td>
    <td data-label="Cử bởi">
      {one.namedBy.name}, {formatInstant(one.namedAt)}
    </td>
    <td data-label="Tình trạng">{stateOf(one)}</td>
    <td>
      {one.mayEnd ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onEnd(one.id);
          }}
        >
          Kết thúc<span className="visually-hidden"> việc nhận thay {one.absent.name}</span>
        </Button>
      ) : null}
    </td>
  </tr>
);

const Named = ({ standIns }: { readonly standIns: readonly StandInView[] }) => {
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string) => request<StandInsView>(`/stand-ins/${id}/end`, { method: 'POST' }),
    onSuccess: (after) => {
      announce('Đã kết thúc việc nhận thay; thông báo sau gửi lại cho người được nhận thay.');
      client.setQueryData(standInsQuery.queryKey, after);
    },
  });
  if (standIns.length === 0)
    return <EmptyState title="Chưa cử ai">Khi vắng mặt, cử một người cùng cơ quan để không lỡ thông báo.</EmptyState>;
  return (
    <>
      {ending.error === null ? null : <Notice tone="red" title={messageOf(ending.error)} />}
      <div className="table-frame">
        <table className="plain cards-when-narrow">
          <caption className="visually-hidden">Các lần nhận thay</caption>
          <thead>
            <tr>
              <th scope="col">Vắng mặt</th>
              <th scope="col">Nhận thay</th>
              <th scope="col">Thời gian</th>
              <th scope="col">Lý do</th>
              <th scope="col">Cử bởi</th>
              <th scope="col">Tình trạng</th>
              <td>
                <span className="visually-hidden">Việc</span>
              </td>
            </tr>
          </thead>
          <tbody>
            {standIns.map((one) => (
              <Row
                key={one.id}
                one={one}
                onEnd={(id) => {
                  ending.mutate(id);
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};

/** Who receives reminders for an absent colleague: named from day to day, ended early, and never forgotten. */
export const StandInsPage = () => {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <>
      <PageHeader
        title="Người nhận thay"
        lead="Trong thời gian vắng mặt, thông báo của một người gửi đến người nhận thay cùng cơ quan; hết ngày cuối thì tự kết thúc."
      />
      <QueryView query={useQuery(standInsQuery)}>
        {({ standIns, agencies: [first, ...others] }) => (
          <div className="stack">
            <section className="stack-tight" aria-labelledby="cu-nguoi">
              <h2 id="cu-nguoi">Cử người nhận thay</h2>
              {first === undefined ? (
                <p>Cơ quan của đồng chí chưa có người thứ hai trong danh bạ. Đề nghị Văn phòng UBND tỉnh bổ sung người của cơ quan.</p>
              ) : (
                <StandInForm agencies={[first, ...others]} me={session.person.id} today={session.today} />
              )}
            </section>
            <section className="stack-tight" aria-labelledby="da-cu">
              <h2 id="da-cu">Đã cử</h2>
              <Named standIns={standIns} />
            </section>
          </div>
        )}
      </QueryView>
    </>
  );
};
