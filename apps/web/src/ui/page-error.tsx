import { Button } from '@mantine/core';
import { ConnectionError, ProblemError } from '../api/http-client.js';

/** What went wrong, in words; a programming error shows no innards. */
export const messageOf = (error: unknown): string => {
  if (error instanceof ProblemError) return error.problem.detail ?? error.problem.title;
  return error instanceof ConnectionError ? error.message : 'Trang gặp lỗi khi hiển thị.';
};

const titleOf = (error: unknown): string => {
  if (error instanceof ProblemError && error.problem.status === 404) return 'Không tìm thấy nội dung';
  if (error instanceof ProblemError && error.problem.status === 403) return 'Nội dung thuộc thẩm quyền của cơ quan khác';
  return 'Chưa tải được nội dung';
};

interface PageErrorProps {
  readonly error: unknown;
  readonly retry?: () => void;
}

export const PageError = ({ error, retry }: PageErrorProps) => (
  <div className="notice" role="alert">
    <h1>{titleOf(error)}</h1>
    <p>{messageOf(error)}</p>
    <div>
      <Button
        variant="default"
        onClick={() => {
          if (retry === undefined) window.location.reload();
          else retry();
        }}
      >
        Tải lại
      </Button>
    </div>
  </div>
);
