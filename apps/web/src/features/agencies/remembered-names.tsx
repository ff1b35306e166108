import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { agencyNamesQuery, sessionQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';

const List = () => {
  const client = useQueryClient();
  const query = useQuery(agencyNamesQuery);
  const forgetting = useMutation({
    mutationFn: (name: string) =>
      request('/agency-names/forget', { method: 'POST', json: { name }, headers: { 'Idempotency-Key': newRequestKey() } }),
    onSuccess: async (_reply, name) => {
      announce(`Đã bỏ tên gọi “${name}”.`);
      await client.invalidateQueries({ queryKey: agencyNamesQuery.queryKey });
    },
  });
  return (
    <>
      {forgetting.error === null ? null : <Notice tone="red" title={messageOf(forgetting.error)} />}
      <QueryView query={query} rows={2}>
        {(names) =>
          names.length === 0 ? (
            <EmptyState title="Chưa ghi nhớ tên gọi nào">
              Khi rà soát dự thảo, tên cơ quan được chọn lại sẽ được ghi nhớ ở đây sau khi đưa kế hoạch vào theo dõi.
            </EmptyState>
          ) : (
            <div className="table-frame">
              <table className="plain cards-when-narrow">
                <caption className="visually-hidden">Tên gọi đã ghi nhớ</caption>
                <thead>
                  <tr>
                    <th scope="col">Văn bản ghi</th>
                    <th scope="col">Được hiểu là</th>
                    <th scope="col">Ghi nhớ từ</th>
                    <td>
                      <span className="visually-hidden">Việc</span>
                    </td>
                  </tr>
                </thead>
                <tbody>
                  {names.map(({ name, meaning, planId, at }) => (
                    <tr key={name}>
                      <td data-label="Văn bản ghi">{name}</td>
                      <td data-label="Được hiểu là">{meaning.name}</td>
                      <td data-label="Ghi nhớ từ">
                        <Link to="/ke-hoach/$id" params={{ id: planId }}>
                          Kế hoạch
                        </Link>
                        , {formatInstant(at)}
                      </td>
                      <td>
                        <Button
                          size="compact-sm"
                          variant="default"
                          loading={forgetting.isPending && forgetting.variables === name}
                          onClick={() => {
                            forgetting.mutate(name);
                          }}
                        >
                          Bỏ<span className="visually-hidden"> tên gọi “{name}”</span>
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryView>
    </>
  );
};

/** What reviews have taught about names, for the Office to look after. */
export const RememberedNames = () => {
  const session = useQuery(sessionQuery).data;
  if (session === undefined || !isOfOffice(session)) return null;
  return (
    <section className="stack-tight agency-names" aria-labelledby="ten-goi-ghi-nho">
      <h2 id="ten-goi-ghi-nho">Tên gọi đã ghi nhớ</h2>
      <p className="soft">Lần nhập kế hoạch sau đọc các tên này như đã chọn khi rà soát.</p>
      <List />
    </section>
  );
};
