import { useEffect, useState } from 'react';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconLogout, IconMenu2, IconX } from '@tabler/icons-react';
import type { SessionView } from '#contracts';
import { request } from '../api/http-client.js';
import { sessionQuery } from '../api/queries.js';
import { clearSessionHint } from '../api/session-hint.js';
import { positionLabel } from '../words/labels.js';
import { Announcer } from '../ui/announcer.js';
import { useLiveUpdates } from './live-updates.js';
import { Navigation } from './navigation.js';

const useSessionEnd = (): void => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: ended } = useQuery({ queryKey: ['session-ended'], queryFn: () => false, enabled: false, initialData: false });
  useEffect(() => {
    if (!ended) return;
    const from = window.location.pathname + window.location.search;
    clearSessionHint();
    client.clear();
    void navigate({ to: '/dang-nhap', search: { tiep: from }, replace: true });
  }, [ended, client, navigate]);
};

const whoOf = (session: SessionView): string => {
  const [membership] = session.memberships;
  return membership === undefined ? session.username : `${positionLabel(membership.position)} · ${membership.agency.name}`;
};

const SignOut = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await request('/session', { method: 'DELETE' });
    clearSessionHint();
    await navigate({ to: '/dang-nhap' });
    client.clear();
    sessionStorage.clear();
  };
  return (
    <Button variant="default" size="xs" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
      Đăng xuất
    </Button>
  );
};

/** Frame of every page behind sign-in: name of the system, who is signed in, the main menu, the page. */
export const Shell = () => {
  useSessionEnd();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const connected = useLiveUpdates();
  const [menuOpen, setMenuOpen] = useState(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    setMenuOpen(false);
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip-link" href="#noi-dung">
        Đến nội dung chính
      </a>
      <header className="shell-header">
        <button
          type="button"
          className="menu-button"
          aria-expanded={menuOpen}
          aria-controls="trinh-don"
          onClick={() => {
            setMenuOpen(!menuOpen);
          }}
        >
          {menuOpen ? <IconX size={22} aria-hidden /> : <IconMenu2 size={22} aria-hidden />}
          <span className="visually-hidden">Trình đơn</span>
        </button>
        <Link to="/viec-can-xu-ly" className="shell-name">
          <img src="/favicon.svg" alt="" width={30} height={30} />
          <span>Hệ thống theo dõi nhiệm vụ UBND tỉnh giao</span>
        </Link>
        <div className="shell-who">
          <span className="shell-person">
            <strong>{session.person.name}</strong>
            <span>{whoOf(session)}</span>
          </span>
          <SignOut />
        </div>
      </header>
      <nav id="trinh-don" className="shell-nav" data-open={menuOpen} aria-label="Trình đơn chính">
        <Navigation session={session} />
      </nav>
      <div className="shell-status" role="status">
        {connected ? null : <p>Mất kết nối với máy chủ. Số liệu trên màn hình có thể đã cũ; hệ thống đang tự kết nối lại.</p>}
      </div>
      <main id="noi-dung" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Announcer />
    </div>
  );
};
