import { useQuery } from '@tanstack/react-query';
import type { FileRefBody, FileStates } from '#contracts';
import { request } from '../api/http-client.js';
import { sessionQuery } from '../api/queries.js';

export type ScanState = FileStates['items'][number]['state'];

const AGAIN_MS = 3_000;

/** What the virus scanner said of files; empty where nobody looks for viruses. Asks again while one is being looked at. */
export const useScanStates = (files: readonly Pick<FileRefBody, 'sha256'>[]): ReadonlyMap<string, ScanState> => {
  const { data: session } = useQuery(sessionQuery);
  const of = files.map(({ sha256 }) => sha256).join(',');
  const { data } = useQuery({
    queryKey: ['file-states', of],
    queryFn: () => request<FileStates>(`/files/states?of=${of}`),
    enabled: session?.filesScanned === true && of !== '',
    refetchInterval: ({ state }) => (state.data?.items.some((item) => item.state === 'scanning') === true ? AGAIN_MS : false),
  });
  return new Map(data?.items.map(({ sha256, state }) => [sha256, state]));
};

const words: Readonly<Record<ScanState, string>> = {
  unscanned: '',
  scanning: 'đang quét mã độc, chưa tải về được',
  clean: 'đã quét, sạch',
  infected: 'phát hiện mã độc, không cho tải về',
};

export const ScanNote = ({ state }: { readonly state: ScanState | undefined }) =>
  state === undefined || state === 'unscanned' ? null : (
    <span className={state === 'infected' ? 'small scan-infected' : 'soft small'}> · {words[state]}</span>
  );
