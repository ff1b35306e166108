import { useId, useState } from 'react';
import { Button, Input } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { request } from '../../api/http-client.js';
import { messageOf } from '../../ui/page-error.js';
import { ScanNote, useScanStates } from '../../ui/scan-state.js';
import { formatSize } from '../../words/dates.js';
import type { Field, StoredFile } from './act.js';
import { isPdf, proposalNote, readDocument, type ReadFile } from './document-proposal.js';

interface FilesFieldProps {
  readonly field: Field;
  readonly files: readonly StoredFile[];
  readonly error: string | undefined;
  readonly onChange: (files: readonly StoredFile[]) => void;
  /** Told what a PDF says of itself, where the form has a document to be told of; its note then stands here. */
  readonly onRead?: ((read: ReadFile) => void) | undefined;
}

const store = (file: File): Promise<StoredFile> => {
  const form = new FormData();
  form.set('file', file);
  return request<StoredFile>('/files', { method: 'POST', form });
};

/** Files are stored as soon as they are chosen; the act then only names them, and a draft remembers them. */
export const FilesField = ({ field, files, error, onChange, onRead }: FilesFieldProps) => {
  const id = useId();
  const [pending, setPending] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [read, setRead] = useState<ReadFile | null>(null);
  const scans = useScanStates(files);
  /** A PDF is read first: one that is marked secret never gets as far as the store. */
  const take = async (file: File): Promise<StoredFile> => {
    const found = isPdf(file) ? await readDocument(file) : null;
    const stored = await store(file);
    if (found !== null && onRead !== undefined) {
      setRead(found);
      onRead(found);
    }
    return stored;
  };
  const add = async (chosen: readonly File[]): Promise<void> => {
    setFailure(null);
    const stored: StoredFile[] = [...files];
    for (const file of chosen) {
      setPending(file.name);
      try {
        stored.push(await take(file));
      } catch (problem) {
        setFailure(`${file.name}: ${messageOf(problem)}`);
      }
    }
    setPending(null);
    onChange(stored);
  };
  const note = read === null ? null : proposalNote(read);
  return (
    <Input.Wrapper label={field.label} description={field.hint} error={failure ?? error} id={id} labelElement="label">
      <div className="files-field">
        <input
          id={id}
          type="file"
          multiple
          className="visually-hidden"
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <Button component="label" htmlFor={id} variant="default" size="sm" leftSection={<IconPaperclip size={16} aria-hidden />}>
          Chọn tệp
        </Button>
        <span role="status" className="soft small">
          {pending === null ? '' : `Đang gửi ${pending}`}
        </span>
        <ul>
          {files.map((file) => (
            <li key={file.sha256}>
              {file.name} <span className="soft small">({formatSize(file.size)})</span>
              <ScanNote state={scans.get(file.sha256)} />{' '}
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  onChange(files.filter((other) => other !== file));
                  if (file.name === read?.name) setRead(null);
                }}
              >
                Bỏ<span className="visually-hidden"> tệp {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
        <p role="status" className="small">
          {note}
        </p>
      </div>
    </Input.Wrapper>
  );
};
