import '../acts/form.css';
import '../review/review.css';
import './quick-entry.css';
import { useState, type ClipboardEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Textarea } from '@mantine/core';
import { ProblemError } from '../../api/http-client.js';
import { messageOf } from '../../ui/page-error.js';
import { Notice } from '../../ui/notice.js';
import { PageHeader } from '../../ui/page-header.js';
import { emptyTask, letterOf, type Letter } from './letter.js';
import { LetterForm } from './letter-form.js';
import { useEntering, useReading } from './use-letter.js';

interface Entered {
  readonly planId: string;
  readonly title: string;
  readonly tasks: number;
}

const byHand = (text: string): Letter => ({
  text,
  document: { number: null, issuedOn: null, issuer: null, title: '' },
  rows: [{ key: 0, task: emptyTask, read: null, findings: [] }],
  effectiveOn: '',
  findings: [],
});

const Done = ({ planId, title, tasks }: Entered) => (
  <div className="card letter-done">
    <p>
      Đã đưa {tasks} nhiệm vụ của “{title}” vào theo dõi.
    </p>
    <p>
      <Link to="/ke-hoach/$id" params={{ id: planId }}>
        Mở văn bản vừa nhập
      </Link>
    </p>
  </div>
);

/** A task from a letter or a meeting's conclusion: paste its words, put right what was read, enter it. */
export const QuickEntryPage = () => {
  const [text, setText] = useState('');
  const [letter, setLetter] = useState<Letter | null>(null);
  const [entered, setEntered] = useState<Entered | null>(null);
  const reading = useReading((words, draft) => {
    setLetter(letterOf(words, draft));
    setEntered(null);
  });
  const entering = useEntering((planId) => {
    if (letter !== null) setEntered({ planId, title: letter.document.title, tasks: letter.rows.length });
    setLetter(null);
    setText('');
  });
  const read = (words: string): void => {
    if (words.trim() !== '' && !reading.isPending) reading.mutate(words);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const words = event.clipboardData.getData('text/plain');
    if (text.trim() !== '' || letter !== null || words.trim() === '') return;
    event.preventDefault();
    setText(words);
    read(words);
  };
  return (
    <>
      <PageHeader
        title="Nhập nhanh"
        lead="Nhiệm vụ giao bằng một công văn, một kết luận cuộc họp, không có phụ lục: dán đoạn văn, xem lại, đưa vào theo dõi."
      />
      <div className="stack letter">
        <p role="status">{reading.isPending ? 'Đang đọc đoạn văn.' : ''}</p>
        {entered === null ? null : <Done {...entered} />}
        <div className="card act-form">
          <Textarea
            label="Đoạn văn bản giao việc"
            description="Dán cả phần ghi số, ngày văn bản nếu có. Không dán nội dung của văn bản mật."
            autosize
            minRows={4}
            maxRows={14}
            value={text}
            onPaste={onPaste}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          <div className="row">
            <Button
              loading={reading.isPending}
              disabled={text.trim() === ''}
              variant={letter === null ? 'filled' : 'default'}
              onClick={() => {
                read(text);
              }}
            >
              {letter === null ? 'Đọc đoạn văn' : 'Đọc lại'}
            </Button>
            {letter === null ? (
              <Button
                variant="default"
                onClick={() => {
                  setLetter(byHand(text));
                  setEntered(null);
                }}
              >
                Tự điền
              </Button>
            ) : null}
          </div>
          {reading.error === null ? null : <Notice tone="red" title={messageOf(reading.error)} />}
        </div>
        {letter === null ? null : (
          <LetterForm
            letter={letter}
            onLetter={setLetter}
            isEntering={entering.isPending}
            onEnter={() => {
              entering.mutate({ ...letter, text });
            }}
            failure={
              entering.error === null
                ? null
                : { title: messageOf(entering.error), problem: entering.error instanceof ProblemError ? entering.error.problem : null }
            }
          />
        )}
      </div>
    </>
  );
};
