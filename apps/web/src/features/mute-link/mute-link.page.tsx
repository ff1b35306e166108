import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { MuteLinkView } from '#contracts';
import { request } from '../../api/http-client.js';
import { muteLinkQuery } from '../../api/queries.js';
import { Announcer, announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';

const OUTCOMES: Readonly<Record<Exclude<MuteLinkView['state'], 'open'>, string>> = {
  done: 'Các lần nhắc này đã tắt. Thư đã soạn cho hôm nay vẫn được gửi.',
  expired: 'Liên kết đã hết hạn. Hãy đăng nhập và chọn tại trang "Thời gian nhận thư nhắc".',
};

const Offer = ({ token, view }: { readonly token: string; readonly view: MuteLinkView }) => {
  const client = useQueryClient();
  const muting = useMutation({
    mutationFn: () => request<MuteLinkView>(`/mute-links/${token}`, { method: 'POST' }),
    onSuccess: (after) => {
      client.setQueryData(muteLinkQuery(token).queryKey, after);
      announce('Đã tắt các lần nhắc này.');
    },
  });
  return (
    <section className="card stack-tight" aria-labelledby="tat-gi">
      <h2 id="tat-gi">{view.state === 'done' ? 'Những lần nhắc đã tắt' : 'Những lần nhắc sẽ tắt'}</h2>
      <ul>
        {view.muted.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <dl className="facts">
        <dt>Thư gửi cho</dt>
        <dd>{view.person}</dd>
        <dt>Vẫn gửi</dt>
        <dd>Nhắc đúng ngày đến hạn, quá hạn; giao mới, đôn đốc, yêu cầu hoàn thiện, chờ phê duyệt, cho ý kiến.</dd>
      </dl>
      {muting.error === null ? null : <Notice tone="red" title={messageOf(muting.error)} />}
      {view.state === 'open' ? (
        <div>
          <Button
            loading={muting.isPending}
            onClick={() => {
              muting.mutate();
            }}
          >
            Tắt các lần nhắc này
          </Button>
        </div>
      ) : (
        <p role="status">{OUTCOMES[view.state]}</p>
      )}
      <p>
        <Link to="/thoi-gian-nhan-thu">Đăng nhập để xem, đổi lại</Link>
      </p>
    </section>
  );
};

/** Where a mail's "no more of these" leads: shows what it is about, and acts only when the button is pressed. */
export const MuteLinkPage = () => {
  const { token } = useParams({ from: '/tat-nhac/$token' });
  return (
    <main id="noi-dung" className="shell-main stack">
      <PageHeader title="Tắt bớt thư nhắc" lead="Áp dụng cho mọi nhiệm vụ, từ thư tiếp theo; đổi lại lúc nào cũng được." />
      <QueryView query={useQuery(muteLinkQuery(token))}>{(view) => <Offer token={token} view={view} />}</QueryView>
      <Announcer />
    </main>
  );
};
