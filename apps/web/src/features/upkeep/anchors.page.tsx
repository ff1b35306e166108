import './upkeep.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { AnchorView } from '#contracts';
import { request } from '../../api/http-client.js';
import { anchorsQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';

/** What `dondoc verify --anchor` reads. */
const fileOf = ({ anchor, publicKey, signature }: AnchorView): string => `${JSON.stringify({ anchor, publicKey, signature })}\n`;

const download = (view: AnchorView): void => {
  const address = URL.createObjectURL(new Blob([fileOf(view)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `moc-doi-chieu-${String(view.anchor.position)}.json`;
  link.click();
  URL.revokeObjectURL(address);
};

const Code = ({ children }: { readonly children: string }) => <code className="anchor-code">{children}</code>;

const Sheet = ({ view }: { readonly view: AnchorView }) => {
  const { anchor, publicKey, keyMark, signature } = view;
  return (
    <section className="card anchor-sheet" aria-labelledby="moc-moi-nhat">
      <h2 id="moc-moi-nhat">Mốc mới nhất</h2>
      <dl className="facts">
        <dt>Đến sự kiện số</dt>
        <dd>{formatNumber(anchor.position)}</dd>
        <dt>Lập lúc</dt>
        <dd>{formatInstant(anchor.at)}</dd>
        <dt>Mã chuỗi</dt>
        <dd>
          <Code>{anchor.chainHash}</Code>
        </dd>
        <dt>Gốc cây xác thực</dt>
        <dd>
          <Code>{anchor.treeRoot}</Code>
        </dd>
        <dt>Khóa công khai</dt>
        <dd>
          <Code>{publicKey}</Code> (dấu {keyMark})
        </dd>
        <dt>Chữ ký</dt>
        <dd>
          <Code>{signature}</Code>
        </dd>
      </dl>
      <div className="upkeep-actions no-print">
        <Button
          variant="default"
          onClick={() => {
            download(view);
          }}
        >
          Tải tệp mốc
        </Button>
        <Button
          variant="default"
          onClick={() => {
            window.print();
          }}
        >
          In
        </Button>
      </div>
    </section>
  );
};

const Earlier = ({ anchors }: { readonly anchors: readonly AnchorView[] }) => (
  <section className="stack-tight no-print" aria-labelledby="moc-truoc">
    <h2 id="moc-truoc">Các mốc trước</h2>
    <div className="table-frame">
      <table className="plain cards-when-narrow">
        <caption className="visually-hidden">Các mốc đối chiếu trước</caption>
        <thead>
          <tr>
            <th scope="col">Lập lúc</th>
            <th scope="col">Đến sự kiện số</th>
            <th scope="col">Dấu của khóa</th>
            <td>
              <span className="visually-hidden">Việc</span>
            </td>
          </tr>
        </thead>
        <tbody>
          {anchors.map((view) => (
            <tr key={view.anchor.position}>
              <td data-label="Lập lúc">{formatInstant(view.anchor.at)}</td>
              <td data-label="Đến sự kiện số">{formatNumber(view.anchor.position)}</td>
              <td data-label="Dấu của khóa">{view.keyMark}</td>
              <td>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    download(view);
                  }}
                >
                  Tải tệp<span className="visually-hidden"> mốc đến sự kiện số {formatNumber(view.anchor.position)}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** Signed statements of how the log stood, for the administrator to put away outside the system. */
export const AnchorsPage = () => {
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () => request<AnchorView>('/anchors', { method: 'POST' }),
    onSuccess: async ({ anchor }) => {
      announce(`Mốc đối chiếu mới nhất đến sự kiện số ${formatNumber(anchor.position)}.`);
      await client.invalidateQueries({ queryKey: anchorsQuery.queryKey });
    },
  });
  return (
    <>
      <PageHeader
        title="Mốc đối chiếu"
        lead="Cất mốc ở nơi người quản trị không sửa được: nhật ký bị viết lại hay cắt bớt về sau đều phát hiện được khi so với mốc."
      >
        <Button
          className="no-print"
          loading={making.isPending}
          onClick={() => {
            making.mutate();
          }}
        >
          Lập mốc ngay
        </Button>
      </PageHeader>
      {making.error === null ? null : <Notice tone="red" title={messageOf(making.error)} />}
      <QueryView query={useQuery(anchorsQuery)}>
        {([newest, ...earlier]) =>
          newest === undefined ? (
            <EmptyState title="Chưa có mốc nào">Hệ thống lập mốc mỗi ngày một lần; cũng có thể lập ngay.</EmptyState>
          ) : (
            <div className="stack">
              <Sheet view={newest} />
              {earlier.length === 0 ? null : <Earlier anchors={earlier} />}
            </div>
          )
        }
      </QueryView>
    </>
  );
};
