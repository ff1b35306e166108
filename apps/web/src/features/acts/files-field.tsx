import { useId, useState } from 'react';
import { Button, Input } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { request } from '../../api/http-client.js';
import { messageOf } from '../../ui/page-error.js';
import { formatSize } from '../../words/dates.js';
import type { Field, StoredFile } from './act.js';

interface FilesFieldProps {
  readonly field: Field;
  readonly files: readonly StoredFile[];
  readonly error: string | undefined;
  readonly onChange: (files: readonly StoredFile[]) => void;
}

const store = (file: File): Promise<StoredFile> => {
  const form = new FormData();
  form.set('file', file);
  return request<StoredFile>('/files', { method: 'POST', form });
};

/** Files are stored as soon as they are chosen; the act then only names them, and a draft remembers them. */
export const FilesField = ({ field, files, error, onChange }: FilesFieldProps) => {
  const id = useId();
  const [pending, setPending] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const add = async (chosen: readonly File[]): Promise<void> => {
    setFailure(null);
    const stored: StoredFile[] = [...files];
    for (const file of chosen) {
      setPending(file.name);
      try {
        stored.push(await store(file));
      } catch (problem) {
        setFailure(`${file.name}: ${messageOf(problem)}`);
      }
    }
    setPending(null);
    onChange(stored);
  };
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
              {file.name} <span className="soft small">({formatSize(file.size)})</span>{' '}
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  onChange(files.filter((other) => other !== file));
                }}
              >
                Bỏ<span className="visually-hidden"> tệp {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Input.Wrapper>
  );
};
