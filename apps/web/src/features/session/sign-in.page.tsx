import './sign-in.css';
import { useState, type SubmitEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { SessionView } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { sessionQuery } from '../../api/queries.js';
import { setSessionHint } from '../../api/session-hint.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { usePageTitle } from '../../ui/page-header.js';

/** Only addresses of this system are led back to. */
const landing = (from: string | undefined): string =>
  from !== undefined && /^\/(?!\/)/u.test(from) && !from.startsWith('/dang-nhap') ? from : '/viec-can-xu-ly';

const failureText = (error: unknown): string => {
  if (error instanceof ProblemError && error.problem.status === 401) return 'Tên đăng nhập hoặc mật khẩu chưa đúng.';
  return messageOf(error);
};

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

export const SignInPage = () => {
  usePageTitle('Đăng nhập');
  const { tiep } = useSearch({ from: '/dang-nhap' });
  const client = useQueryClient();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const signIn = async (username: string, password: string): Promise<void> => {
    setSending(true);
    setFailure(null);
    try {
      await request('/session', { method: 'POST', json: { username, password } });
      setSessionHint();
      client.clear();
      client.setQueryData(sessionQuery.queryKey, await request<SessionView>('/session'));
      // Back leads to where the reader was, not to a form that has been filled in.
      router.history.replace(landing(tiep));
    } catch (error) {
      setFailure(failureText(error));
      setSending(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void signIn(textOf(data, 'username').trim(), textOf(data, 'password'));
  };
  return (
    <main className="sign-in">
      <form className="card" onSubmit={submit}>
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1>Hệ thống theo dõi nhiệm vụ UBND tỉnh giao</h1>
        {failure === null ? null : <Notice tone="red" title={failure} />}
        <TextInput
          label="Tên đăng nhập"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <PasswordInput
          label="Mật khẩu"
          name="password"
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': 'Hiện hoặc ẩn mật khẩu' }}
        />
        <Button type="submit" loading={isSending} fullWidth>
          Đăng nhập
        </Button>
      </form>
    </main>
  );
};
