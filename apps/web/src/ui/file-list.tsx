import { IconPaperclip } from '@tabler/icons-react';
import type { FileRefBody } from '#contracts';
import { formatSize } from '../words/dates.js';
import { ScanNote, useScanStates } from './scan-state.js';

const isHandedOut = (state: string | undefined): boolean => state !== 'scanning' && state !== 'infected';

/** Links to stored files; the name travels with the link, since the store knows content only. */
export const FileList = ({ files }: { readonly files: readonly FileRefBody[] }) => {
  const states = useScanStates(files);
  if (files.length === 0) return null;
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.sha256}>
          <IconPaperclip size={15} aria-hidden />
          {isHandedOut(states.get(file.sha256)) ? (
            <a href={`/api/v1/files/${file.sha256}?name=${encodeURIComponent(file.name)}`} download={file.name}>
              {file.name}
            </a>
          ) : (
            <span>{file.name}</span>
          )}
          <span className="soft small"> ({formatSize(file.size)})</span>
          <ScanNote state={states.get(file.sha256)} />
        </li>
      ))}
    </ul>
  );
};
