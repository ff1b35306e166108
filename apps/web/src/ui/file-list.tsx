import { IconPaperclip } from '@tabler/icons-react';
import type { FileRefBody } from '#contracts';
import { formatSize } from '../words/dates.js';

/** Links to stored files; the name travels with the link, since the store knows content only. */
export const FileList = ({ files }: { readonly files: readonly FileRefBody[] }) => {
  if (files.length === 0) return null;
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.sha256}>
          <IconPaperclip size={15} aria-hidden />
          <a href={`/api/v1/files/${file.sha256}?name=${encodeURIComponent(file.name)}`} download={file.name}>
            {file.name}
          </a>
          <span className="soft small"> ({formatSize(file.size)})</span>
        </li>
      ))}
    </ul>
  );
};
