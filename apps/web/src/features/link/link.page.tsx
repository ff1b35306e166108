import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { ActLinkView } from '#contracts';
import { request } from '../../api/http-client.js';
import { actLinkQuery } from '../../api/queries.js';
import { Announcer, announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';

const OUTCOMES: Readonly<Record<Exclude<ActLinkView['state'], 'open'>, string>> = {
  used: 'Đã tiếp nhận. Liên kết này không dùng được nữa.',
  expired: 'Liên kết đã hết hạn. Hãy đăng nhập để tiếp nhận.',
  gone: 'Nhiệm vụ không còn chờ tiếp nhận: đã được tiếp nhận, hoặc đã giao lại.',
};

const Offer = ({ token, view }: { readonly token: string; readonly view: ActLinkView }) => {
  const client = useQueryClient();
  const acting = useMutation({
    mutationFn: () => request<ActLinkView>(`/links/${token}`, { method: 'POST' }),
    onSuccess: (after) => {
      client.setQueryData(actLinkQuery(token).queryKey, after);
      announce('Đã tiếp nhận nhiệm vụ.');
    },
  });
  return (
    <section className="card stack-tight" aria-labelledby="viec-cua-lien-ket">
      <h2 id="viec-cua-lien-ket">{view.task.title}</h2>
      <dl className="facts">
        <dt>Cơ quan chủ trì</dt>
        <dd>{view.agency}</dd>
        <dt>Thời hạn</dt>
        <dd>{view.due === null ? 'không quy định ngày cụ thể' : formatDate(view.due)}</dd>
        <dt>Liên kết gửi cho</dt>
        <dd>{view.person}</dd>
      </dl>
      {acting.error === null ? null : <Notice tone="red" title={messageOf(acting.error)} />}
      {view.state === 'open' ? (
        <div>
          <Button
            loading={acting.isPending}
            onClick={() => {
              acting.mutate();
            }}
          >
            Tiếp nhận nhiệm vụ
          </Button>
        </div>
      ) : (
        <p role="status">{OUTCOMES[view.state]}</p>
      )}
      <p>
        <Link to="/nhiem-vu/$id" params={{ id: view.task.id }}>
          Đăng nhập để xem đầy đủ
        </Link>
      </p>
    </section>
  );
};

/** A link of a mail: shows what it is good for, and acts only when the button is pressed. */
export const LinkPage = () => {
  const { token } = useParams({ from: '/lien-ket/$token' });
  return (
    <main id="noi-dung" className="shell-main stack">
      <PageHeader title="Tiếp nhận nhiệm vụ" lead="Ghi nhận là tiếp nhận qua liên kết gửi trong thư, dưới tên người nhận thư." />
      <QueryView query={useQuery(actLinkQuery(token))}>{(view) => <Offer token={token} view={view} />}</QueryView>
      <Announcer />
    </main>
  );
};
