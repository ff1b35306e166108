import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { RefusedAddressView } from '#contracts';
import { request } from '../../api/http-client.js';
import { refusedAddressesQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';

const ownersOf = ({ people, agencies }: RefusedAddressView): string => [...people, ...agencies].join(', ');

/** Addresses and phones that were refused for good: nothing is sent there until they are corrected, or said to work again. */
export const RefusedAddresses = () => {
  const client = useQueryClient();
  const addresses = useQuery(refusedAddressesQuery);
  const clearing = useMutation({
    mutationFn: (address: string) => request('/refused-addresses/clear', { method: 'POST', json: { address } }),
    onSuccess: async () => {
      announce('Đã bỏ dấu từ chối; thông báo sau sẽ gửi lại đến địa chỉ này.');
      await client.invalidateQueries({ queryKey: refusedAddressesQuery.queryKey });
    },
  });
  return (
    <section className="stack-tight" aria-labelledby="dia-chi-hong">
      <h2 id="dia-chi-hong">Địa chỉ bị từ chối</h2>
      <p>Máy chủ nhận đã từ chối hẳn các địa chỉ này. Thông báo đi bằng kênh khác cho đến khi địa chỉ được sửa.</p>
      {clearing.error === null ? null : <Notice tone="red" title={messageOf(clearing.error)} />}
      <QueryView query={addresses}>
        {(found) =>
          found.length === 0 ? (
            <p>Không có địa chỉ nào.</p>
          ) : (
            <div className="table-frame">
              <table className="plain cards-when-narrow">
                <caption className="visually-hidden">Địa chỉ bị từ chối</caption>
                <thead>
                  <tr>
                    <th scope="col">Địa chỉ</th>
                    <th scope="col">Của</th>
                    <th scope="col">Lý do</th>
                    <th scope="col">Từ lúc</th>
                    <td>
                      <span className="visually-hidden">Việc</span>
                    </td>
                  </tr>
                </thead>
                <tbody>
                  {found.map((one) => (
                    <tr key={one.address}>
                      <td data-label="Địa chỉ">{one.address}</td>
                      <td data-label="Của">{ownersOf(one)}</td>
                      <td data-label="Lý do">{one.reason}</td>
                      <td data-label="Từ lúc">{formatInstant(one.refusedAt)}</td>
                      <td>
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => {
                            clearing.mutate(one.address);
                          }}
                        >
                          Đã dùng được<span className="visually-hidden"> {one.address}</span>
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
    </section>
  );
};
